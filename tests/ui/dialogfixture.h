#pragma once

#include "support/mainwindowfixture.h"
#include "ui/rooms/details/roomdetails.h"
#include "ui/rooms/roomspage.h"

#include <QApplication>
#include <QDialog>
#include <QMap>

#include <functional>
#include <memory>

namespace roomkeeper::tests {

/// On the offscreen platform, with one screen of this size.
class ScreenApplication : public QApplication
{
public:
    ScreenApplication(int &argc, char **argv, const QSize &screen);
};

} // namespace roomkeeper::tests

namespace roomkeeper::ui {

/// Opens every dialog of the program, for tests that look at all of them.
class DialogFixture : public MainWindowFixture
{
    Q_OBJECT

protected:
    /// How each dialog is opened and checked, by its class; openRooms() and selectRoom() first.
    QMap<QString, std::function<void()>> dialogs();

    /// What the test looks at. `others`: texts that are the same in every language.
    virtual void checkWindow(QWidget &window, const QStringList &others = {}) = 0;
    virtual void checkDialog(QWidget *dialog, const QStringList &others = {}) = 0;
    /// Qt's own; `parent` has it.
    virtual void checkFileDialog(const QWidget &parent) = 0;

    void openRooms();
    void waitForRooms();
    /// The first one, with a selected participant.
    void selectRoom();
    RoomsPage &page() const { return *m_window->findChild<RoomsPage *>(); }
    QString roomId() const { return page().details().roomId(); }

    // What people and the service wrote.
    const QString roomName = QStringLiteral("Ward round");
    const QString personName = QStringLiteral("Ada Lovelace");

    /// The last one that show() got.
    std::unique_ptr<QDialog> m_dialog;

private:
    void checkConnectionDialog();
    void checkColourDialog(ConnectionDialog &dialog);
    void checkConnectionsDialog();
    void checkUnknownOutcomes();
    void checkConflict();
    void checkWhichRoom();
    acs::RoomCreation creation() const;

    template <class Dialog>
    Dialog *opened() const
    {
        const auto all = m_window->findChildren<Dialog *>();
        for (Dialog *each : all) {
            if (each->isVisible())
                return each;
        }
        qFatal("no %s opened", Dialog::staticMetaObject.className());
    }

    /// Shows a dialog of its own and checks it; it is deleted with the next one.
    void show(QDialog *dialog);
};

} // namespace roomkeeper::ui
