#pragma once

#include "support/fixture.h"
#include "support/widgettest.h"
#include "ui/connections/editor/connectiondialog.h"

#include <QLineEdit>
#include <QPushButton>

#include <memory>

namespace roomkeeper::ui {

/// A connection dialog, empty at first.
class ConnectionDialogFixture : public tests::WidgetFixture
{
    Q_OBJECT

protected:
    const QString key = QStringLiteral("bWFya2VyLXNlY3JldC1vZi10aGUtdGVzdA==");
    const QString good =
        QStringLiteral("endpoint=https://contoso.europe.communication.azure.com/;accesskey=") + key;

    static store::Profile keptProfile()
    {
        return {.id = QUuid(QStringLiteral("6e0d1a53-8b1c-4f7e-9f25-0d8f9a3f1c01")),
                .name = QStringLiteral("contoso-prod"),
                .endpoint = QStringLiteral("https://contoso.communication.azure.com"),
                .apiVersion = acs::ApiVersion::V2024_04_15,
                .readOnly = true,
                .secretInKeychain = false,
                .colour = QStringLiteral("#d9480f")};
    }

    void openEmpty()
    {
        WidgetFixture::init();
        open({}, ConnectionDialog::Purpose::New);
    }

    void open(const store::Profile &profile, ConnectionDialog::Purpose purpose)
    {
        m_dialog = std::make_unique<ConnectionDialog>(profile, purpose);
    }

    template <class T>
    T *find(const char *objectName)
    {
        return m_dialog->findChild<T *>(QLatin1StringView(objectName));
    }
    QLineEdit *secret() { return find<QLineEdit>("connectionString"); }
    QPushButton *save() { return find<QPushButton>("save"); }

    std::unique_ptr<ConnectionDialog> m_dialog;
};

} // namespace roomkeeper::ui
