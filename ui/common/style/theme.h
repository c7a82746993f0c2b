#pragma once

#include "ui/common/style/colours.h"

#include <QFont>
#include <QObject>

class QApplication;
class QDBusVariant;
class QWidget;

namespace roomkeeper::ui {

/// The appearance of the application: Fusion with the project's style, its own light and dark
/// palettes, and the Inter font if it is installed. Mode::System follows the desktop's
/// `color-scheme`, which is read from the desktop portal without blocking; light if there is none.
///
/// setStyleClass() sets the purpose of a widget; everything else follows from the palette:
/// - buttons: "primary" (the main action), "danger" (deletes), "chip" (checkable pill),
///   "segment" (checkable view switch), "preset" (small), "flat" (no frame until hovered),
///   "link" (text in the accent colour); none: a normal button
/// - labels: "title" (large and bold), "section" (small heading), "muted", "error", "warning"
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };

    /// Sets style, font and palette. `application` must outlive this.
    explicit Theme(QApplication &application);
    Q_DISABLE_COPY_MOVE(Theme)

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    bool isDark() const;

signals:
    void modeChanged();
    /// The palette has changed.
    void changed();

private slots:
    void portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void setSystemScheme(uint scheme);
    void apply();

    QApplication &m_application;
    Mode m_mode = Mode::System;
    bool m_systemIsDark = false;
    bool m_portalAsked = false;
};

/// Gives a widget one of the classes above, even if it is already visible.
void setStyleClass(QWidget *widget, const char *role);

/// The font of IDs and codes, in the size of `like`.
QFont monospace(const QFont &like);

} // namespace roomkeeper::ui
