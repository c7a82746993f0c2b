#pragma once

#include <QSpinBox>

namespace roomkeeper::ui {

/// A spin box that keeps what was typed, even if it is empty or outside the allowed range, so that
/// its dialog can say what is wrong. (QSpinBox would silently put back another number.) Its buttons
/// and arrow keys stay within the range.
class NumberEdit : public QSpinBox
{
    Q_OBJECT

public:
    NumberEdit(int lowest, int highest, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(NumberEdit)

    int lowest() const { return m_lowest; }
    int highest() const { return m_highest; }
    /// Whether the number that was typed is within the range.
    bool isAllowed() const { return value() >= m_lowest && value() <= m_highest; }

    void stepBy(int steps) override;

protected:
    QValidator::State validate(QString &text, int &position) const override;
    int valueFromText(const QString &text) const override;
    QString textFromValue(int value) const override;
    StepEnabled stepEnabled() const override;

private:
    const int m_lowest;
    const int m_highest;
};

} // namespace roomkeeper::ui
