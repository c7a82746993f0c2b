#include "ui/connections/secrets/proxyquestion.h"

#include "acs/proxy/proxycredentials.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/common/inputguard.h"
#include "ui/common/style/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHash>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <memory>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

void ProxyQuestion::askFor(acs::ProxyCredentials &credentials, std::function<QWidget *()> window,
                           QObject &context)
{
    // If the question comes again, the previous answer was rejected.
    const auto users = std::make_shared<QHash<QString, QString>>();
    connect(&credentials, &acs::ProxyCredentials::requested, &context,
            [&credentials, window = std::move(window), users](const QString &proxy) {
                auto *question = new ProxyQuestion(proxy, users->value(proxy), window());
                connect(question, &ProxyQuestion::answered, &credentials,
                        [&credentials, users, proxy](const QString &user, const QString &password) {
                            users->insert(proxy, user);
                            credentials.give(proxy, user, password);
                        });
                connect(question, &QDialog::rejected, &credentials, [&credentials, users, proxy] {
                    users->remove(proxy);
                    credentials.decline(proxy);
                });
                // It may be closed with its window, without an answer.
                connect(question, &QObject::destroyed, &credentials,
                        [&credentials, proxy] { credentials.decline(proxy); });
                question->open();
            });
}

ProxyQuestion::ProxyQuestion(const QString &proxy, const QString &rejectedUser, QWidget *parent)
    : QDialog(parent)
    , m_user(new QLineEdit)
    , m_password(new QLineEdit)
{
    setObjectName("proxyQuestion"_L1);
    setWindowTitle(tr("Proxy"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);

    const bool isRejected = !rejectedUser.isEmpty();
    auto *introduction = new HintLabel(this);
    introduction->setObjectName("proxyIntroduction"_L1);
    introduction->say(isRejected ? "error" : "",
                      isRejected
                          ? tr("The proxy %1 rejected this user name and password.").arg(proxy)
                          : tr("The proxy %1 requires a user name and password.").arg(proxy));
    auto *promise = new HintLabel(this);
    promise->say("muted", tr("Kept in memory until Roomkeeper closes."));
    setAccessibleIdentity(m_user, "proxyUser", tr("User name"));
    setAccessibleIdentity(m_password, "proxyPassword", tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_user->setText(rejectedUser);

    auto *buttons = new QDialogButtonBox;
    // The first button first: otherwise Qt 6.4 drops the other from the tab order.
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    setAccessibleIdentity(cancel, "cancelProxy", tr("Cancel"));
    QPushButton *go = buttons->addButton(tr("Continue"), QDialogButtonBox::AcceptRole);
    setAccessibleIdentity(go, "answerProxy", tr("Continue"));
    setStyleClass(go, "primary");

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignRight);
    form->addRow(tr("&User name"), m_user);
    form->addRow(tr("&Password"), m_password);
    form->addRow(QString(), promise);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    layout->addWidget(introduction);
    layout->addLayout(form);
    layout->addWidget(buttons);
    go->setDefault(true); // not before it is in the dialog
    growWithContents(this);
    new InputGuard(this);
    (isRejected ? m_password : m_user)->setFocus();

    const auto updateControls = [this, go] { go->setEnabled(!m_user->text().isEmpty()); };
    connect(m_user, &QLineEdit::textChanged, go, updateControls);
    updateControls();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        emit answered(m_user->text(), m_password->text());
        accept();
    });
}

ProxyQuestion::~ProxyQuestion()
{
    m_password->clear();
}

} // namespace roomkeeper::ui
