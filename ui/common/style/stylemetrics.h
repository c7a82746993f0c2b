#pragma once

#include <QProxyStyle>

namespace roomkeeper::ui {

/// Fusion with the sizes, positions and hints of the project's style, without its drawing (see
/// Style).
class StyleMetrics : public QProxyStyle
{
    Q_OBJECT

public:
    StyleMetrics();
    Q_DISABLE_COPY_MOVE(StyleMetrics)

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
};

} // namespace roomkeeper::ui
