#include "ui/common/style/colours.h"

#include <algorithm>
#include <cmath>

namespace roomkeeper::ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

Colours makeLight()
{
    return {
        .window = rgb(0xf4f5f7),
        .base = rgb(0xffffff),
        .alternateBase = rgb(0xf8f9fb),
        .text = rgb(0x1b1d21),
        .muted = rgb(0x5f6672),
        .disabled = rgb(0x7c828c),
        .separator = rgb(0xdcdfe4),
        .border = rgb(0xc9cdd4),
        .button = rgb(0xffffff),
        .buttonHover = rgb(0xf0f2f6),
        .buttonPressed = rgb(0xe4e7ec),
        .accent = rgb(0x2f6bed),
        .accentHover = rgb(0x255fdf),
        .accentPressed = rgb(0x1e52c6),
        .onAccent = rgb(0xffffff),
        .accentInk = rgb(0x1f5bd8),
        .selection = rgb(0xe5eeff),
        .focus = rgb(0x2f6bed),
        .danger = rgb(0xc62f2f),
        .dangerHover = rgb(0xb52828),
        .dangerPressed = rgb(0x9f2020),
        .info = {rgb(0x1d56c9), rgb(0xe8f0fe), rgb(0xbcd0f7)},
        .warning = {rgb(0x8f4700), rgb(0xfff4e0), rgb(0xd9822b)},
        .error = {rgb(0xb3261e), rgb(0xfdeceb), rgb(0xe0a29e)},
        .open = {rgb(0x14703f), rgb(0xe2f5e9), rgb(0x2a8a56)},
        .endingSoon = {rgb(0x9a4a00), rgb(0xfdeedc), rgb(0xc2641a)},
        .upcoming = {rgb(0x1d56c9), rgb(0xe4edfd), rgb(0x3f74dd)},
        .ended = {rgb(0x59606b), rgb(0xeaecef), rgb(0xa6acb5)},
    };
}

Colours makeDark()
{
    return {
        .window = rgb(0x2b2d30),
        .base = rgb(0x1e1f22),
        .alternateBase = rgb(0x232528),
        .text = rgb(0xe4e6e9),
        .muted = rgb(0xa3a8b0),
        .disabled = rgb(0x868b93),
        .separator = rgb(0x3d4045),
        .border = rgb(0x50545b),
        .button = rgb(0x3a3d41),
        .buttonHover = rgb(0x44474c),
        .buttonPressed = rgb(0x33363a),
        .accent = rgb(0x3069e0),
        .accentHover = rgb(0x2b60d2),
        .accentPressed = rgb(0x2452ba),
        .onAccent = rgb(0xffffff),
        .accentInk = rgb(0x8ab0ff),
        .selection = rgb(0x263a61),
        .focus = rgb(0x6a9bff),
        .danger = rgb(0xcf3f3f),
        .dangerHover = rgb(0xc23636),
        .dangerPressed = rgb(0xb02d2d),
        .info = {rgb(0x8ab0ff), rgb(0x253250), rgb(0x3d5488)},
        .warning = {rgb(0xf0ad55), rgb(0x3a2f1b), rgb(0xa8763a)},
        .error = {rgb(0xff8f85), rgb(0x402527), rgb(0x8a4540)},
        .open = {rgb(0x5fd598), rgb(0x1c3a2a), rgb(0x3f9a6b)},
        .endingSoon = {rgb(0xf0ad55), rgb(0x45331a), rgb(0xb37d38)},
        .upcoming = {rgb(0x8ab0ff), rgb(0x24365c), rgb(0x5a82d0)},
        .ended = {rgb(0xabb0b8), rgb(0x393c41), rgb(0x6b7078)},
    };
}

/// One channel of WCAG's relative luminance.
double linear(float channel)
{
    const auto value = static_cast<double>(channel);
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
           + 0.0722 * linear(colour.blueF());
}

} // namespace

const Colours &lightColours()
{
    static const Colours table = makeLight();
    return table;
}

const Colours &darkColours()
{
    static const Colours table = makeDark();
    return table;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

const Colours &colours(const QPalette &palette)
{
    return isDark(palette) ? darkColours() : lightColours();
}

const StateColours &stateColours(admin::RoomState state, const QPalette &palette)
{
    const Colours &table = colours(palette);
    switch (state) {
    case admin::RoomState::Open:
        return table.open;
    case admin::RoomState::EndingSoon:
        return table.endingSoon;
    case admin::RoomState::Upcoming:
        return table.upcoming;
    case admin::RoomState::Ended:
        return table.ended;
    }
    Q_UNREACHABLE();
}

const StateColours &severityColours(Severity severity, const QPalette &palette)
{
    const Colours &table = colours(palette);
    switch (severity) {
    case Severity::Info:
        return table.info;
    case Severity::Warning:
        return table.warning;
    case Severity::Error:
        return table.error;
    }
    Q_UNREACHABLE();
}

QPalette paletteOf(const Colours &table)
{
    QPalette palette;
    palette.setColor(QPalette::Window, table.window);
    palette.setColor(QPalette::WindowText, table.text);
    palette.setColor(QPalette::Base, table.base);
    palette.setColor(QPalette::AlternateBase, table.alternateBase);
    palette.setColor(QPalette::Text, table.text);
    palette.setColor(QPalette::PlaceholderText, table.muted);
    palette.setColor(QPalette::Button, table.button);
    palette.setColor(QPalette::ButtonText, table.text);
    palette.setColor(QPalette::ToolTipBase, table.base);
    palette.setColor(QPalette::ToolTipText, table.text);
    palette.setColor(QPalette::Highlight, table.selection);
    palette.setColor(QPalette::HighlightedText, table.text);
    palette.setColor(QPalette::Link, table.accentInk);
    palette.setColor(QPalette::LinkVisited, table.warning.text);
    palette.setColor(QPalette::BrightText, table.error.text);
    palette.setColor(QPalette::Light, table.base);
    palette.setColor(QPalette::Midlight, table.buttonHover);
    palette.setColor(QPalette::Mid, table.border);
    palette.setColor(QPalette::Dark, table.border);
    palette.setColor(QPalette::Shadow, table.border);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
          QPalette::PlaceholderText}) {
        palette.setColor(QPalette::Disabled, role, table.disabled);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, table.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, table.buttonPressed);
    return palette;
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace roomkeeper::ui
