#pragma once

#include "ui/common/page.h"
#include "ui/common/timedisplay.h"
#include "ui/connections/connectionchoice.h"

#include <QWidget>

#include <optional>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace roomkeeper::ui {

/// The toolbar: connection, the most frequent commands of the page, filter and time zone.
class ToolBar : public QWidget
{
    Q_OBJECT

public:
    /// `display` outlives this.
    explicit ToolBar(TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ToolBar)

    /// The connections to offer, and the open one, if any.
    void setChoices(const QList<ConnectionChoice> &choices,
                    const std::optional<ConnectionChoice> &current);
    /// Shows a button for each of these actions, instead of those of another page.
    void setPageActions(const PageActions &page);
    /// What the page supports; a default State if there is no page.
    void showState(const Page::State &state);
    QLineEdit *filter() const { return m_filter; }

    /// With its buttons as icons only, as they are where there is no space for their texts.
    QSize minimumSizeHint() const override;

signals:
    void connectionChosen(const roomkeeper::ui::ConnectionChoice &choice);
    void newConnectionRequested();
    void managerRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int widthOfButtons(bool withTexts) const;
    int narrowest() const;
    void fitButtons();
    QPushButton *createButton(QAction *action);
    void choose(int row);
    void showCurrent();
    void showZone();

    TimeDisplay &m_display;
    QList<ConnectionChoice> m_choices;
    std::optional<ConnectionChoice> m_current;
    QHBoxLayout *m_layout;
    QComboBox *m_connections;
    const PageActions *m_page = nullptr; ///< whose actions are shown
    QList<QPushButton *> m_buttons;
    QLineEdit *m_filter;
    QComboBox *m_zones;
};

} // namespace roomkeeper::ui
