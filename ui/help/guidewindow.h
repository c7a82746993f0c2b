#pragma once

#include "ui/help/guidepages.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QToolButton;

namespace roomkeeper::ui {

class GuideText;
class MessageBar;

/// The user guide in its own window: pages on the left, text on the right, back and forward
/// buttons, and a search through all pages.
class GuideWindow : public QDialog
{
    Q_OBJECT

public:
    explicit GuideWindow(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(GuideWindow)

private:
    QWidget *makeBar();
    QToolButton *makeStep(const char *objectName, const QString &iconName, const QString &text);
    void showPage(int row);
    void pageShown(const QUrl &url);
    void findNext();
    void tellWayOut(const QUrl &url);

    QList<GuidePage> m_pages;
    QListWidget *m_contents;
    QToolButton *m_back = nullptr;
    QToolButton *m_forward = nullptr;
    QLineEdit *m_find;
    GuideText *m_text;
    MessageBar *m_messages;
};

} // namespace roomkeeper::ui
