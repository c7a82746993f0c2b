#pragma once

#include <QWidget>

namespace roomkeeper::ui {

class HintLabel;
class ConnectionStringEdit;

/// A field for the connection string of one known resource, with its validation message and
/// *Reveal*.
class ResourceSecret : public QWidget
{
    Q_OBJECT

public:
    /// `objectName` and `accessibleName` belong to the field; `invitation` is shown below it while
    /// it is empty.
    ResourceSecret(const QString &endpoint, const char *objectName, const QString &accessibleName,
                   const QString &invitation, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ResourceSecret)

    /// For the buddy label and the focus.
    ConnectionStringEdit &edit() { return *m_edit; }
    /// Whether the input is a connection string of that resource.
    bool isGood() const { return m_isGood; }
    /// A secret: wipe it after use.
    QByteArray secret() const;

signals:
    /// The text, and possibly isGood(), changed.
    void changed();

private:
    void updateControls();

    QString m_endpoint;
    QString m_invitation;
    ConnectionStringEdit *m_edit;
    HintLabel *m_hint;
    bool m_isGood = false;
};

/// Says that of several keys of a resource the primary one is used.
QString primaryKeyText(const QString &endpoint);

} // namespace roomkeeper::ui
