#pragma once

#include "ui/common/style/stylemetrics.h"

class QStyleOptionHeaderV2;

namespace roomkeeper::ui {

/// Fusion with flat, rounded controls in the colours of the palette's table. The purpose of a
/// widget is its property "role" (see Theme). Everything that is not drawn here is drawn by Fusion;
/// sizes and positions are in StyleMetrics.
class Style : public StyleMetrics
{
    Q_OBJECT

public:
    Style() = default;
    Q_DISABLE_COPY_MOVE(Style)

    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    void polish(QWidget *widget) override;
    void unpolish(QWidget *widget) override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;

private:
    void drawHeader(const QStyleOptionHeaderV2 &header, QPainter &painter,
                    const QWidget *widget) const;
};

} // namespace roomkeeper::ui
