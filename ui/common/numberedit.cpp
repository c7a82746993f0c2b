#include "ui/common/numberedit.h"

#include "base/inputcleaner.h"

#include <algorithm>

namespace roomkeeper::ui {

namespace {

constexpr int nothing = -1; ///< the value of an empty field
constexpr int maxDigits = 7;

/// A typed or pasted number without what surrounds it, and without blanks between its digits.
QString digitsOf(const QString &text)
{
    QString number = cleanedValue(text);
    number.removeIf([](QChar c) { return c.isSpace(); });
    return number;
}

} // namespace

NumberEdit::NumberEdit(int lowest, int highest, QWidget *parent)
    : QSpinBox(parent)
    , m_lowest(lowest)
    , m_highest(highest)
{
    setRange(nothing, 9'999'999);
    setValue(lowest);
}

void NumberEdit::stepBy(int steps)
{
    // A step from outside the range leads into it.
    setValue(std::clamp(value() + steps * singleStep(), m_lowest, m_highest));
}

QValidator::State NumberEdit::validate(QString &text, int &) const
{
    const QString number = digitsOf(text);
    const bool isNumber =
        std::all_of(number.cbegin(), number.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber && number.size() <= maxDigits ? QValidator::Acceptable : QValidator::Invalid;
}

int NumberEdit::valueFromText(const QString &text) const
{
    const QString number = digitsOf(text);
    return number.isEmpty() ? nothing : number.toInt();
}

QString NumberEdit::textFromValue(int value) const
{
    return value == nothing ? QString() : QString::number(value);
}

QAbstractSpinBox::StepEnabled NumberEdit::stepEnabled() const
{
    if (!isAllowed())
        return StepUpEnabled | StepDownEnabled;
    StepEnabled steps;
    if (value() < m_highest)
        steps |= StepUpEnabled;
    if (value() > m_lowest)
        steps |= StepDownEnabled;
    return steps;
}

} // namespace roomkeeper::ui
