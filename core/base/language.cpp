#include "base/language.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTranslator>

namespace roomkeeper {

using namespace Qt::StringLiterals;

namespace {

/// A pseudo-language made from the English texts.
class PseudoTranslator final : public QTranslator
{
public:
    explicit PseudoTranslator(const QTranslator &english, QObject *parent)
        : QTranslator(parent)
        , m_english(english)
    {
    }

    bool isEmpty() const override { return false; }

    QString translate(const char *context, const char *sourceText, const char *disambiguation,
                      int n) const override
    {
        QString text = m_english.translate(context, sourceText, disambiguation, n);
        if (text.isEmpty())
            text = QString::fromUtf8(sourceText);
        if (text.isEmpty() || isFormat(text) || isKeys(context, text))
            return text;
        const qsizetype extra = (text.size() * 4 + 9) / 10;
        return u'[' + text + u" "_s + QString(extra, u'~') + u']';
    }

private:
    /// What is translated although it is not text: the direction of the language, and formats of
    /// dates.
    static bool isFormat(const QString &text)
    {
        static const QRegularExpression date(u"^[dMy ]+HH:mm$"_s);
        return text == "QT_LAYOUT_DIRECTION"_L1 || text == "LTR"_L1 || date.match(text).hasMatch();
    }

    /// The names of keys and shortcuts, which QKeySequence reads.
    static bool isKeys(const char *context, const QString &text)
    {
        static const QRegularExpression keys(
            u"^((Ctrl|Alt|Shift|Meta)\\+)*([A-Z0-9]|F\\d+|Del|Return)$"_s);
        return QLatin1StringView(context) == "QShortcut"_L1 || keys.match(text).hasMatch();
    }

    const QTranslator &m_english;
};

} // namespace

void installLanguage()
{
    QCoreApplication *application = QCoreApplication::instance();
    auto *english = new QTranslator(application);
    // The English plurals; without them a text would read "1 room(s)".
    if (!english->load(u":/translations/roomkeeper_en.qm"_s))
        qFatal("the English texts are missing from the program");
    if (qEnvironmentVariable("ROOMKEEPER_LANGUAGE") == "xx-pseudo"_L1) {
        QCoreApplication::installTranslator(new PseudoTranslator(*english, application));
        return;
    }
    QCoreApplication::installTranslator(english);
}

} // namespace roomkeeper
