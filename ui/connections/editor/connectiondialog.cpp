#include "ui/connections/editor/connectiondialog.h"

#include "base/securebytes.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/contentarea.h"
#include "ui/common/hintlabel.h"
#include "ui/common/inputguard.h"
#include "ui/common/style/theme.h"
#include "ui/connections/editor/connectionform.h"
#include "ui/connections/editor/formrow.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

ConnectionForm::Secret secretFor(ConnectionDialog::Purpose purpose)
{
    switch (purpose) {
    case ConnectionDialog::Purpose::Edit:
        return ConnectionForm::Secret::Kept;
    case ConnectionDialog::Purpose::EnterAgain:
        return ConnectionForm::Secret::Lost;
    case ConnectionDialog::Purpose::New:
        break;
    }
    return ConnectionForm::Secret::New;
}

} // namespace

ConnectionDialog::ConnectionDialog(const store::Profile &profile, Purpose purpose, QWidget *parent)
    : QDialog(parent)
    , m_form(new ConnectionForm(profile, secretFor(purpose), this))
{
    setObjectName("connectionDialog"_L1);
    setWindowTitle(tr("Connection"));
    build();
    connect(m_form, &ConnectionForm::changed, this, &ConnectionDialog::inputChanged);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_testing) // not disabled meanwhile: the focus would move to Cancel
            return;
        m_testing = true;
        m_testResult->say("muted", tr("Testing the connection…"));
        if (m_testView != nullptr)
            m_testView->show();
        QByteArray secret = connectionString();
        emit testRequested(this->profile(), secret);
        secureZero(secret);
    });
    inputChanged();
}

void ConnectionDialog::build()
{
    // In visual order, which becomes the tab order.
    m_testResult = fieldHint("testResult", this);
    m_test = new QPushButton(tr("&Test connection"), this);
    setAccessibleIdentity(m_test, "testConnection", tr("Test connection"));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    setAccessibleIdentity(cancel, "cancel", tr("Cancel"));
    m_save = new QPushButton(tr("&Save"), this);
    setAccessibleIdentity(m_save, "save", tr("Save"));
    setStyleClass(m_save, "primary");
    m_save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &QDialog::accept);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_test);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(14);
    auto *content = new QWidget;
    m_content = new QVBoxLayout(content);
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(14);
    m_content->addWidget(m_form);
    m_content->addWidget(m_testResult);
    m_content->addStretch();
    content->setMinimumWidth(fontMetrics().averageCharWidth() * 84);
    layout->addWidget(new ContentArea(content), 1);
    layout->addLayout(buttons);
    growWithContents(this);
    new InputGuard(this);
    m_form->focusFirst();
}

void ConnectionDialog::setOthers(const QList<store::Profile> &others)
{
    m_form->setOthers(others);
}

void ConnectionDialog::setKnownGroups(const QStringList &groups)
{
    m_form->setKnownGroups(groups);
}

void ConnectionDialog::take(const QString &connectionString)
{
    m_form->take(connectionString);
    if (m_save->isEnabled())
        m_save->setFocus();
    else
        m_form->focusName();
}

store::Profile ConnectionDialog::profile() const
{
    return m_form->profile();
}

QByteArray ConnectionDialog::connectionString() const
{
    return m_form->connectionString();
}

void ConnectionDialog::showTestResult(bool ok, const QString &text)
{
    if (!m_testing)
        return;
    m_testing = false;
    // The text says it too, not only the colour.
    m_testResult->say(ok ? "muted" : "error",
                      ok ? tr("The connection works. %1").arg(text)
                         : tr("The connection does not work. %1").arg(text));
}

void ConnectionDialog::setTestView(QWidget *view)
{
    m_testView = view;
    m_content->insertWidget(m_content->indexOf(m_testResult) + 1, view, 1);
    view->hide();
}

void ConnectionDialog::showSaveProblem(const QString &text)
{
    m_testResult->say("error", tr("The connection was not saved. %1").arg(text));
}

void ConnectionDialog::inputChanged()
{
    // The tested values have been edited.
    m_testing = false;
    m_testResult->say("muted", {});
    if (m_testView != nullptr)
        m_testView->hide();
    emit testOutdated();
    m_test->setEnabled(m_form->canConnect());
    m_save->setEnabled(m_form->canSave());
}

} // namespace roomkeeper::ui
