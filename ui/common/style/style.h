#pragma once

#include <QProxyStyle>

class QStyleOptionHeaderV2;

namespace roomkeeper::ui {

/// Fusion with flat, rounded controls in the colours of the palette's table; what a widget is for
/// is read from its property "role" (see Theme). Everything that is not drawn here is Fusion's.
class Style : public QProxyStyle
{
    Q_OBJECT

public:
    Style();
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
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                         SubControl subControl, const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override;

private:
    void drawHeader(const QStyleOptionHeaderV2 &header, QPainter &painter,
                    const QWidget *widget) const;
};

} // namespace roomkeeper::ui
