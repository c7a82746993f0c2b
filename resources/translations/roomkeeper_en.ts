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
        <name>Findings</name>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minute</numerusform>
                <numerusform>%n minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) left</source>
            <translation>
                <numerusform>%n day left</numerusform>
                <numerusform>%n days left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IdentifierVerdicts</name>
        <message numerus="yes">
            <source>listed %n time(s) (lines %1), used once</source>
            <extracomment>%1 e.g. "1, 4"</extracomment>
            <translation>
                <numerusform>listed %n time (lines %1), used once</numerusform>
                <numerusform>listed %n times (lines %1), used once</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>… and %Ln more</source>
            <translation>
                <numerusform>… and %Ln more</numerusform>
                <numerusform>… and %Ln more</numerusform>
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
            <source>%Ln room(s) loaded, list not complete</source>
            <translation>
                <numerusform>%Ln room loaded, list not complete</numerusform>
                <numerusform>%Ln rooms loaded, list not complete</numerusform>
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
            <source>No response to %Ln change(s), the last sent at %1. Each may or may not have been made.</source>
            <translation>
                <numerusform>No response to %Ln change, the last sent at %1. Each may or may not have been made.</numerusform>
                <numerusform>No response to %Ln changes, the last sent at %1. Each may or may not have been made.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln outcome(s) unknown</source>
            <translation>
                <numerusform>%Ln outcome unknown</numerusform>
                <numerusform>%Ln outcomes unknown</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>explain</name>
        <message numerus="yes">
            <source>%n minute(s) ahead of the service</source>
            <translation>
                <numerusform>%n minute ahead of the service</numerusform>
                <numerusform>%n minutes ahead of the service</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s) behind the service</source>
            <translation>
                <numerusform>%n minute behind the service</numerusform>
                <numerusform>%n minutes behind the service</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Roomkeeper tried %n time(s).</source>
            <translation>
                <numerusform>Roomkeeper tried %n time.</numerusform>
                <numerusform>Roomkeeper tried %n times.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::ConnectionManager</name>
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
        <message numerus="yes">
            <source>Export all %n connection(s)</source>
            <translation>
                <numerusform>Export all %n connection</numerusform>
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
        <name>roomkeeper::ui::IdentifiersEdit</name>
        <message numerus="yes">
            <source>… and %n more</source>
            <translation>
                <numerusform>… and %n more</numerusform>
                <numerusform>… and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln participant(s)</source>
            <translation>
                <numerusform>%Ln participant</numerusform>
                <numerusform>%Ln participants</numerusform>
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
            <source>%n listed more than once</source>
            <translation>
                <numerusform>%n listed more than once</numerusform>
                <numerusform>%n listed more than once</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::MainWindow</name>
        <message numerus="yes">
            <source>%Ln room(s) have unapplied changes.</source>
            <translation>
                <numerusform>%Ln room has unapplied changes.</numerusform>
                <numerusform>%Ln rooms have unapplied changes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The outcome of %Ln change(s) is unknown, and can't be checked after you leave.</source>
            <translation>
                <numerusform>The outcome of %Ln change is unknown, and can't be checked after you leave.</numerusform>
                <numerusform>The outcome of %Ln changes is unknown, and can't be checked after you leave.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::RetryStrip</name>
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
            <source>The service sent %Ln room(s) that this version can't read. All others are shown.</source>
            <translation>
                <numerusform>The service sent %Ln room that this version can't read. All others are shown.</numerusform>
                <numerusform>The service sent %Ln rooms that this version can't read. All others are shown.</numerusform>
            </translation>
        </message>
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
            <source>%Ln room(s) already deleted.</source>
            <translation>
                <numerusform>%Ln room already deleted.</numerusform>
                <numerusform>%Ln rooms already deleted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No response for %Ln room(s), which may or may not have been deleted.</source>
            <translation>
                <numerusform>No response for %Ln room, which may or may not have been deleted.</numerusform>
                <numerusform>No response for %Ln rooms, which may or may not have been deleted.</numerusform>
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
    </context>
    <context>
        <name>roomkeeper::ui::RoomDetails</name>
        <message numerus="yes">
            <source>%Ln room(s) are selected.
Select a single room to see and change it.</source>
            <translation>
                <numerusform>%Ln room is selected.
Select a single room to see and change it.</numerusform>
                <numerusform>%Ln rooms are selected.
Select a single room to see and change it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::RoomsPage</name>
        <message numerus="yes">
            <source>%Ln room(s) shown, list not complete</source>
            <translation>
                <numerusform>%Ln room shown, list not complete</numerusform>
                <numerusform>%Ln rooms shown, list not complete</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln room(s) are shown, some of them from an earlier load.</source>
            <translation>
                <numerusform>%Ln room is shown, from an earlier load.</numerusform>
                <numerusform>%Ln rooms are shown, some of them from an earlier load.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No rooms match the filter (%Ln in total).</source>
            <translation>
                <numerusform>No rooms match the filter (%Ln in total).</numerusform>
                <numerusform>No rooms match the filter (%Ln in total).</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::UnknownActions</name>
        <message numerus="yes">
            <source>Checking the outcome of %Ln change(s)…</source>
            <translation>
                <numerusform>Checking the outcome of %Ln change…</numerusform>
                <numerusform>Checking the outcome of %Ln changes…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) checked: %1.</source>
            <translation>
                <numerusform>%Ln change checked: %1.</numerusform>
                <numerusform>%Ln changes checked: %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::WelcomePage</name>
        <message numerus="yes">
            <source>All %n connection(s)…</source>
            <translation>
                <numerusform>All %n connection…</numerusform>
                <numerusform>All %n connections…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::WhichRoomDialog</name>
        <message numerus="yes">
            <source>%Ln room(s) created since then match your request. Someone else may have created them.</source>
            <translation>
                <numerusform>%Ln room created since then matches your request. Someone else may have created them.</numerusform>
                <numerusform>%Ln rooms created since then match your request. Someone else may have created them.</numerusform>
            </translation>
        </message>
    </context>
</TS>
