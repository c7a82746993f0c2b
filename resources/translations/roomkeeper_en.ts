<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>DeleteQuestion</name>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %Ln room(s) on “%1”?</source>
            <translation>
                <numerusform>Delete %Ln room on “%1”?</numerusform>
                <numerusform>Delete %Ln rooms on “%1”?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %Ln room(s)</source>
            <translation>
                <numerusform>Delete %Ln room</numerusform>
                <numerusform>Delete %Ln rooms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of them are open now.</source>
            <translation>
                <numerusform>%Ln of them is open now.</numerusform>
                <numerusform>%Ln of them are open now.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DiagnosticResults</name>
        <message numerus="yes">
            <source>%n minute(s) ahead of the service.</source>
            <translation>
                <numerusform>%n minute ahead of the service.</numerusform>
                <numerusform>%n minutes ahead of the service.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) behind the service.</source>
            <translation>
                <numerusform>%n minute behind the service.</numerusform>
                <numerusform>%n minutes behind the service.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n room(s) on the first page, and more on the next.</source>
            <translation>
                <numerusform>%n room on the first page, and more on the next.</numerusform>
                <numerusform>%n rooms on the first page, and more on the next.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n room(s), all on one page.</source>
            <translation>
                <numerusform>%n room, all on one page.</numerusform>
                <numerusform>%n rooms, all on one page.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 with %2. The certificate was issued to %3 by %4 and expires on %5 (%n day(s) left).</source>
            <extracomment>%1 e.g. TLSv1.3, %2 a cipher</extracomment>
            <translation>
                <numerusform>%1 with %2. The certificate was issued to %3 by %4 and expires on %5 (%n day left).</numerusform>
                <numerusform>%1 with %2. The certificate was issued to %3 by %4 and expires on %5 (%n days left).</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DraftReport</name>
        <message numerus="yes">
            <source>%Ln role(s) changed</source>
            <translation>
                <numerusform>%Ln role changed</numerusform>
                <numerusform>%Ln roles changed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln added</source>
            <translation>
                <numerusform>%Ln added</numerusform>
                <numerusform>%Ln added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln removed</source>
            <translation>
                <numerusform>%Ln removed</numerusform>
                <numerusform>%Ln removed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln participant(s) added</source>
            <translation>
                <numerusform>%Ln participant added</numerusform>
                <numerusform>%Ln participants added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln participant(s) removed</source>
            <translation>
                <numerusform>%Ln participant removed</numerusform>
                <numerusform>%Ln participants removed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Duration</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s)</source>
            <translation>
                <numerusform>%n hour</numerusform>
                <numerusform>%n hours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s)</source>
            <translation>
                <numerusform>%n second</numerusform>
                <numerusform>%n seconds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IdentifierText</name>
        <message numerus="yes">
            <source>… and %Ln more</source>
            <translation>
                <numerusform>… and %Ln more</numerusform>
                <numerusform>… and %Ln more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln new</source>
            <translation>
                <numerusform>%Ln new</numerusform>
                <numerusform>%Ln new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln role change(s)</source>
            <translation>
                <numerusform>%Ln role change</numerusform>
                <numerusform>%Ln role changes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln already in the room</source>
            <translation>
                <numerusform>%Ln already in the room</numerusform>
                <numerusform>%Ln already in the room</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln duplicate(s)</source>
            <translation>
                <numerusform>%Ln duplicate</numerusform>
                <numerusform>%Ln duplicates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln invalid</source>
            <translation>
                <numerusform>%Ln invalid</numerusform>
                <numerusform>%Ln invalid</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Entered %n times (lines %1), added once.</source>
            <extracomment>%1 e.g. "1, 4"</extracomment>
            <translation>
                <numerusform>Entered %n times (lines %1), added once.</numerusform>
                <numerusform>Entered %n times (lines %1), added once.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n identifier(s) corrected: the beginning must be in lower case (8:acs:).</source>
            <translation>
                <numerusform>%n identifier corrected: the beginning must be in lower case (8:acs:).</numerusform>
                <numerusform>%n identifiers corrected: the beginning must be in lower case (8:acs:).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n role(s) taken from the text.</source>
            <translation>
                <numerusform>%n role taken from the text.</numerusform>
                <numerusform>%n roles taken from the text.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n name(s) taken from the text, to be stored on this computer.</source>
            <translation>
                <numerusform>%n name taken from the text, to be stored on this computer.</numerusform>
                <numerusform>%n names taken from the text, to be stored on this computer.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Quickstart</name>
        <message numerus="yes">
            <source>Listed %Ln room(s)</source>
            <translation>
                <numerusform>Listed %Ln room</numerusform>
                <numerusform>Listed %Ln rooms</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RoomCount</name>
        <message numerus="yes">
            <source>%Ln room(s), loading…</source>
            <translation>
                <numerusform>%Ln room, loading…</numerusform>
                <numerusform>%Ln rooms, loading…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) at %1</source>
            <translation>
                <numerusform>%Ln room at %1</numerusform>
                <numerusform>%Ln rooms at %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) loaded, list incomplete</source>
            <translation>
                <numerusform>%Ln room loaded, list incomplete</numerusform>
                <numerusform>%Ln rooms loaded, list incomplete</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Roster</name>
        <message numerus="yes">
            <source>%Ln participant(s)</source>
            <translation>
                <numerusform>%Ln participant</numerusform>
                <numerusform>%Ln participants</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 pending, %Ln rejected</source>
            <extracomment>%1 e.g. "+1 ~1 −1"</extracomment>
            <translation>
                <numerusform>%1 pending, %Ln rejected</numerusform>
                <numerusform>%1 pending, %Ln rejected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %Ln participant(s)</source>
            <extracomment>A step that can be undone, after "Undo:"</extracomment>
            <translation>
                <numerusform>Add %Ln participant</numerusform>
                <numerusform>Add %Ln participants</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Remove %Ln participant(s)</source>
            <extracomment>A step that can be undone, after "Undo:"</extracomment>
            <translation>
                <numerusform>Remove %Ln participant</numerusform>
                <numerusform>Remove %Ln participants</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Set role %1 for %Ln participant(s)</source>
            <extracomment>A step that can be undone, after "Undo:"; %1 a role</extracomment>
            <translation>
                <numerusform>Set role %1 for %Ln participant</numerusform>
                <numerusform>Set role %1 for %Ln participants</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TourRun</name>
        <message numerus="yes">
            <source>%n picture(s) are in %1</source>
            <translation>
                <numerusform>%n picture is in %1</numerusform>
                <numerusform>%n pictures are in %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>UnknownOutcome</name>
        <message numerus="yes">
            <source>%Ln outcome(s) unknown</source>
            <translation>
                <numerusform>%Ln outcome unknown</numerusform>
                <numerusform>%Ln outcomes unknown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln participant(s) of room %1 were changed.</source>
            <translation>
                <numerusform>%Ln participant of room %1 was changed.</numerusform>
                <numerusform>%Ln participants of room %1 were changed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln made</source>
            <translation>
                <numerusform>%Ln made</numerusform>
                <numerusform>%Ln made</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln not made</source>
            <translation>
                <numerusform>%Ln not made</numerusform>
                <numerusform>%Ln not made</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln overwritten by someone else</source>
            <translation>
                <numerusform>%Ln overwritten by someone else</numerusform>
                <numerusform>%Ln overwritten by someone else</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Change %Ln participant(s)</source>
            <translation>
                <numerusform>Change %Ln participant</numerusform>
                <numerusform>Change %Ln participants</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The outcome of %Ln change(s) is unknown; the last was requested at %1.</source>
            <translation>
                <numerusform>The outcome of %Ln change is unknown; it was requested at %1.</numerusform>
                <numerusform>The outcomes of %Ln changes are unknown; the last was requested at %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>explain</name>
        <message numerus="yes">
            <source>Roomkeeper tried %n time(s).</source>
            <translation>
                <numerusform>Roomkeeper tried %n time.</numerusform>
                <numerusform>Roomkeeper tried %n times.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>This computer's clock is %n minute(s) ahead of the service, so the signature is not valid. Correct the clock and try again.</source>
            <translation>
                <numerusform>This computer's clock is %n minute ahead of the service, so the signature is not valid. Correct the clock and try again.</numerusform>
                <numerusform>This computer's clock is %n minutes ahead of the service, so the signature is not valid. Correct the clock and try again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>This computer's clock is %n minute(s) behind the service, so the signature is not valid. Correct the clock and try again.</source>
            <translation>
                <numerusform>This computer's clock is %n minute behind the service, so the signature is not valid. Correct the clock and try again.</numerusform>
                <numerusform>This computer's clock is %n minutes behind the service, so the signature is not valid. Correct the clock and try again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::ConnectionDeletion</name>
        <message numerus="yes">
            <source>%1 and %n more</source>
            <translation>
                <numerusform>%1 and %n more</numerusform>
                <numerusform>%1 and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n connection(s) from this computer?</source>
            <translation>
                <numerusform>Delete %n connection from this computer?</numerusform>
                <numerusform>Delete %n connections from this computer?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n connection(s)</source>
            <translation>
                <numerusform>Delete %n connection</numerusform>
                <numerusform>Delete %n connections</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n connection(s) and their secrets were deleted.</source>
            <translation>
                <numerusform>%n connection and its secret were deleted.</numerusform>
                <numerusform>%n connections and their secrets were deleted.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::ConnectionExchange</name>
        <message numerus="yes">
            <source>Export all %n connection(s)</source>
            <translation>
                <numerusform>Export %n connection</numerusform>
                <numerusform>Export all %n connections</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Export %1 of %n connection(s)</source>
            <translation>
                <numerusform>Export %1 of %n connection</numerusform>
                <numerusform>Export %1 of %n connections</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::ConnectionForm</name>
        <message numerus="yes">
            <source>The text has connection strings of %n resources. Choose one.</source>
            <translation>
                <numerusform>The text has the connection string of %n resource.</numerusform>
                <numerusform>The text has connection strings of %n resources. Choose one.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::IdentifiersEdit</name>
        <message numerus="yes">
            <source>… and %n more</source>
            <translation>
                <numerusform>… and %n more</numerusform>
                <numerusform>… and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n invalid</source>
            <translation>
                <numerusform>%n invalid</numerusform>
                <numerusform>%n invalid</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n participant(s)</source>
            <translation>
                <numerusform>%n participant</numerusform>
                <numerusform>%n participants</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n duplicate(s)</source>
            <translation>
                <numerusform>%n duplicate</numerusform>
                <numerusform>%n duplicates</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::LeaveQuestion</name>
        <message numerus="yes">
            <source>The outcome of %Ln change(s) is unknown, and can't be checked after you leave.</source>
            <translation>
                <numerusform>The outcome of %Ln change is unknown, and can't be checked after you leave.</numerusform>
                <numerusform>The outcome of %Ln changes is unknown, and can't be checked after you leave.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) have pending changes: %1.</source>
            <translation>
                <numerusform>%Ln room has pending changes: %1.</numerusform>
                <numerusform>%Ln rooms have pending changes: %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::MessageBar</name>
        <message numerus="yes">
            <source>%1 (%Ln more)</source>
            <extracomment>%1 e.g. "Warning", %n the number of other messages</extracomment>
            <translation>
                <numerusform>%1 (%Ln more)</numerusform>
                <numerusform>%1 (%Ln more)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::OpenByIdDialog</name>
        <message numerus="yes">
            <source>Opens %Ln room(s).</source>
            <translation>
                <numerusform>Opens %Ln room.</numerusform>
                <numerusform>Opens %Ln rooms.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::RetryBanner</name>
        <message numerus="yes">
            <source>%Ln other request(s) are also being retried.</source>
            <translation>
                <numerusform>%Ln other request is also being retried.</numerusform>
                <numerusform>%Ln other requests are also being retried.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::RoomActions</name>
        <message numerus="yes">
            <source>Deleting %Ln room(s)…</source>
            <translation>
                <numerusform>Deleting %Ln room…</numerusform>
                <numerusform>Deleting %Ln rooms…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) deleted.</source>
            <translation>
                <numerusform>%Ln room deleted.</numerusform>
                <numerusform>%Ln rooms deleted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) not deleted: %1</source>
            <translation>
                <numerusform>%Ln room not deleted: %1</numerusform>
                <numerusform>%Ln rooms not deleted: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln ID(s) were copied.</source>
            <translation>
                <numerusform>%Ln ID was copied.</numerusform>
                <numerusform>%Ln IDs were copied.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) not shown, because this version of Roomkeeper cannot read the response from the service.</source>
            <translation>
                <numerusform>%Ln room is not shown, because this version of Roomkeeper cannot read the response from the service.</numerusform>
                <numerusform>%Ln rooms are not shown, because this version of Roomkeeper cannot read the response from the service.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) already gone.</source>
            <translation>
                <numerusform>%Ln room already gone.</numerusform>
                <numerusform>%Ln rooms already gone.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No response for %Ln room(s), which may have been deleted.</source>
            <translation>
                <numerusform>No response for %Ln room, which may have been deleted.</numerusform>
                <numerusform>No response for %Ln rooms, which may have been deleted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %Ln room(s)…</source>
            <translation>
                <numerusform>Delete %Ln room…</numerusform>
                <numerusform>Delete %Ln rooms…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Remove %Ln participant(s)</source>
            <translation>
                <numerusform>Remove %Ln participant</numerusform>
                <numerusform>Remove %Ln participants</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) not deleted, because you pressed Stop.</source>
            <translation>
                <numerusform>%Ln room not deleted, because you pressed Stop.</numerusform>
                <numerusform>%Ln rooms not deleted, because you pressed Stop.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) not deleted, because someone else changed them after you loaded them.</source>
            <translation>
                <numerusform>%Ln room not deleted, because someone else changed it after you loaded it.</numerusform>
                <numerusform>%Ln rooms not deleted, because someone else changed them after you loaded them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Remove %Ln participant(s) from this room on “%1”?</source>
            <translation>
                <numerusform>Remove %Ln participant from this room on “%1”?</numerusform>
                <numerusform>Remove %Ln participants from this room on “%1”?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Remove %Ln participant(s) from room “%1” on “%2”?</source>
            <translation>
                <numerusform>Remove %Ln participant from room “%1” on “%2”?</numerusform>
                <numerusform>Remove %Ln participants from room “%1” on “%2”?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln participant(s) of room %1 not shown, because this version of Roomkeeper cannot read the response from the service.</source>
            <translation>
                <numerusform>%Ln participant of room %1 is not shown, because this version of Roomkeeper cannot read the response from the service.</numerusform>
                <numerusform>%Ln participants of room %1 are not shown, because this version of Roomkeeper cannot read the response from the service.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) could not be opened.</source>
            <translation>
                <numerusform>%Ln room could not be opened.</numerusform>
                <numerusform>%Ln rooms could not be opened.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) were copied as a table.</source>
            <translation>
                <numerusform>%Ln room was copied as a table.</numerusform>
                <numerusform>%Ln rooms were copied as a table.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::RoomDetails</name>
        <message numerus="yes">
            <source>%Ln room(s) are selected.
Select a single room to view and edit it.</source>
            <translation>
                <numerusform>%Ln room is selected.
Select a single room to view and edit it.</numerusform>
                <numerusform>%Ln rooms are selected.
Select a single room to view and edit it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::RoomsPage</name>
        <message numerus="yes">
            <source>No rooms match the filter (%Ln in total).</source>
            <translation>
                <numerusform>No rooms match the filter (%Ln in total).</numerusform>
                <numerusform>No rooms match the filter (%Ln in total).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) shown, list incomplete</source>
            <translation>
                <numerusform>%Ln room shown, list incomplete</numerusform>
                <numerusform>%Ln rooms shown, list incomplete</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Some of the %Ln room(s) shown were loaded earlier and may be out of date.</source>
            <translation>
                <numerusform>The %Ln room shown was loaded earlier and may be out of date.</numerusform>
                <numerusform>Some of the %Ln rooms shown were loaded earlier and may be out of date.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>None of these %Ln room(s) is listed.</source>
            <translation>
                <numerusform>This room is not listed.</numerusform>
                <numerusform>None of these %Ln rooms is listed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::RosterActions</name>
        <message numerus="yes">
            <source>%Ln user(s) that you created for room %1 will not be added to it. They exist nevertheless, and the service cannot list them; Roomkeeper keeps their names.</source>
            <translation>
                <numerusform>The user that you created for room %1 will not be added to it. It exists nevertheless, and the service cannot list it; Roomkeeper keeps its name.</numerusform>
                <numerusform>%Ln users that you created for room %1 will not be added to it. They exist nevertheless, and the service cannot list them; Roomkeeper keeps their names.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::RosterPane</name>
        <message numerus="yes">
            <source>%1, %Ln shown</source>
            <extracomment>%1 e.g. "Participants · 8", %2 how many of them the filter shows</extracomment>
            <translation>
                <numerusform>%1, %Ln shown</numerusform>
                <numerusform>%1, %Ln shown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::RosterWarning</name>
        <message numerus="yes">
            <source>A call can have at most %Ln participant(s).</source>
            <translation>
                <numerusform>A call can have at most %Ln participant.</numerusform>
                <numerusform>A call can have at most %Ln participants.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::UnknownActions</name>
        <message numerus="yes">
            <source>Checking the outcome of %Ln change(s)…</source>
            <translation>
                <numerusform>Checking the outcome of the change…</numerusform>
                <numerusform>Checking the outcomes of %Ln changes…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln made</source>
            <translation>
                <numerusform>%Ln made</numerusform>
                <numerusform>%Ln made</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln not made</source>
            <translation>
                <numerusform>%Ln not made</numerusform>
                <numerusform>%Ln not made</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unclear</source>
            <translation>
                <numerusform>%Ln unclear</numerusform>
                <numerusform>%Ln unclear</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Checked %Ln change(s): %1.</source>
            <translation>
                <numerusform>Checked %Ln change: %1.</numerusform>
                <numerusform>Checked %Ln changes: %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::WelcomePage</name>
        <message numerus="yes">
            <source>All %n connection(s)…</source>
            <translation>
                <numerusform>%n connection…</numerusform>
                <numerusform>All %n connections…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::WhichRoomDialog</name>
        <message numerus="yes">
            <source>%Ln room(s) created after that match your request. Someone else may have created them.</source>
            <translation>
                <numerusform>%Ln room created after that matches your request. Someone else may have created it.</numerusform>
                <numerusform>%Ln rooms created after that match your request. Some may have been created by someone else.</numerusform>
            </translation>
        </message>
    </context>
</TS>
