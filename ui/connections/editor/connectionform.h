#pragma once

#include "acs/auth/connectionstringsearch.h"
#include "store/profiles/profile.h"

#include <QByteArray>
#include <QSet>
#include <QStringList>
#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace roomkeeper::ui {

class ConnectionOptions;
class HintLabel;
class ConnectionStringEdit;

/// The fields of a connection, each with its validation message. A stored secret is never shown
/// again, and error messages never repeat a typed one.
class ConnectionForm : public QWidget
{
    Q_OBJECT

public:
    /// The initial state of the secret of `profile`.
    enum class Secret {
        New, ///< a new connection without a secret
        Kept, ///< stored; an empty field keeps it
        Lost, ///< missing; the connection string of this resource must be entered
    };
    ConnectionForm(const store::Profile &profile, Secret secret, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionForm)

    void setOthers(const QList<store::Profile> &others);
    void setKnownGroups(const QStringList &groups);
    void take(const QString &connectionString);
    void focusFirst();
    void focusName();

    store::Profile profile() const;
    /// Empty if an edited connection keeps its secret or needs none. A secret: wipe it after use.
    QByteArray connectionString() const;

    /// Whether the input is sufficient to connect; saving also needs a valid name.
    bool canConnect() const;
    bool canSave() const { return canConnect() && nameProblem().isEmpty(); }

signals:
    void changed();

private:
    void build();
    void fill(const store::Profile &profile);
    void chooseAuthentication();
    void readSecret();
    void showResources(const std::vector<acs::FoundConnectionString> &found);
    void chooseResource();
    void readEndpoint();
    void suggestNameFor(const QString &endpoint);
    void inputChanged();
    void showSecretHint();
    void showEndpointHint();
    QString nameProblem() const;
    bool usesKey() const;
    bool secretIsKept() const;

    store::Profile m_original;
    bool m_secretWasKept = false;
    bool m_hadResource = false; ///< of the access key
    QSet<QString> m_takenNames;
    QHash<QString, QString> m_nameOfEndpoint; ///< connections that there are already
    QString m_endpoint; // of the typed secret; empty where that can't be read
    bool m_isPrimaryKey = false; ///< one of several that were pasted
    QString m_secretProblem;
    QString m_typedEndpoint; // as it is kept; empty where it can't be read
    QString m_endpointProblem;
    QString m_suggestedName; // what was filled in from the endpoint, until somebody types another

    QFormLayout *m_form = nullptr;
    QWidget *m_secretRow = nullptr;
    QWidget *m_endpointRow = nullptr;
    ConnectionStringEdit *m_secret = nullptr;
    HintLabel *m_secretHint = nullptr;
    QComboBox *m_resources = nullptr; ///< if several were pasted
    QCheckBox *m_reveal = nullptr;
    QLineEdit *m_endpointEdit = nullptr;
    HintLabel *m_endpointHint = nullptr;
    QLineEdit *m_name = nullptr;
    HintLabel *m_nameProblem = nullptr;
    QComboBox *m_authentication = nullptr;
    QComboBox *m_version = nullptr;
    QCheckBox *m_readOnly = nullptr;
    QCheckBox *m_keepSecret = nullptr;
    ConnectionOptions *m_options = nullptr;
};

} // namespace roomkeeper::ui
