<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
                <numerusform>%n connection and their secrets were deleted.</numerusform>
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
            <source>%n participants</source>
            <translation>
                <numerusform>%n participants</numerusform>
                <numerusform>%n participants</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n left out</source>
            <translation>
                <numerusform>%n left out</numerusform>
                <numerusform>%n left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n named more than once</source>
            <translation>
                <numerusform>%n named more than once</numerusform>
                <numerusform>%n named more than once</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>… and %n more</source>
            <translation>
                <numerusform>… and %n more</numerusform>
                <numerusform>… and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>roomkeeper::ui::MainWindow</name>
        <message numerus="yes">
            <source>%Ln room(s) have unapplied changes.</source>
            <translation>
                <numerusform>%Ln room have unapplied changes.</numerusform>
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
                <numerusform>%Ln other request are also being retried.</numerusform>
                <numerusform>%Ln other requests are also being retried.</numerusform>
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
</TS>
