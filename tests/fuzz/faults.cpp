// The rules of `--faults`; behind an empty line requests, a line each: `METHOD PATH`.
#include "fuzz.h"
#include "sandbox/faults/faultplan.h"

#include <QLocale>

using namespace roomkeeper;
using namespace roomkeeper::fuzz;
using namespace roomkeeper::sandbox;

namespace {

/// The rule in the grammar again.
QByteArray written(const FaultRule &rule)
{
    QByteArray text = toText(rule.fault) + '@' + rule.method + ' ' + rule.path;
    text += "?after=" + QByteArray::number(rule.after);
    if (rule.count)
        text += ",count=" + QByteArray::number(*rule.count);
    return text + ",share=" + QByteArray::number(rule.share, 'f', QLocale::FloatingPointShortest);
}

void checkRules(const QList<FaultRule> &rules)
{
    QByteArrayList texts;
    for (const FaultRule &rule : rules) {
        require(rule.fault.action != Fault::Action::None, "a rule does something");
        require(rule.after >= 0 && rule.count.value_or(0) >= 0, "counts are no less than 0");
        require(rule.share >= 0 && rule.share <= 1, "a share is one");
        texts.append(written(rule));
    }
    const auto again = parseFaultRules(texts.join(" ; "));
    require(again && *again == rules, "rules read the same from what is written of them");
}

/// The pattern tried at every place, as its description says it.
bool fits(QByteArrayView pattern, QByteArrayView text)
{
    QList<bool> fitting(text.size() + 1, false);
    fitting[0] = true; // of the text's first characters, which numbers of them the pattern covers
    for (const char c : pattern) {
        QList<bool> next(fitting.size(), false);
        for (qsizetype i = 0; i < fitting.size(); ++i) {
            if (c == '*')
                next[i] = fitting[i] || (i > 0 && next[i - 1]);
            else
                next[i] = i > 0 && fitting[i - 1] && text[i - 1] == c;
        }
        fitting = next;
    }
    return fitting.last();
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Input input(data, size);
    const auto rules = parseFaultRules(input.until("\n\n"));
    if (!rules) {
        const QString message = rules.error().message;
        require(rules.error().kind == ErrorKind::Invalid && !message.isEmpty(),
                "a wrong rule is invalid input, in words");
        require(!message.contains(u'\n') && message.size() < 400, "the words are one line");
        return 0;
    }
    checkRules(*rules);

    FaultPlan plan(*rules, 1);
    FaultPlan same(*rules, 1);
    QList<qint64> matched(rules->size(), 0);
    for (int requests = 0; requests < 64 && !input.atEnd(); ++requests) {
        const QByteArray line = input.line();
        const QByteArray method = line.first(qMax(qsizetype{0}, line.indexOf(' ')));
        const QByteArray path = line.sliced(qMin(line.size(), method.size() + 1));
        const Fault fault = plan.next(method, path);
        require(fault == same.next(method, path), "the same requests get the same faults");
        bool isDue = fault.action == Fault::Action::None;
        for (qsizetype i = 0; i < rules->size(); ++i) {
            const FaultRule &rule = rules->at(i);
            const bool matches =
                (rule.method == "*" || rule.method == method) && fits(rule.path, path);
            require(fits(rule.path, path) == matchesPattern(rule.path, path),
                    "a path matches as the stars say");
            if (matches && ++matched[i] > rule.after && rule.fault == fault && rule.share > 0
                && rule.count.value_or(1) > 0)
                isDue = true;
        }
        require(isDue, "a fault comes from a rule that wants it");
    }
    return 0;
}
