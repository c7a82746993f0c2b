#include "ui/common/style/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

// Outside the namespaces, because the macro declares a global function. Without it, the resources
// of a static library are not linked.
static void initialiseResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// The icon that is drawn in its own colours.
constexpr auto colouredIcon = "roomkeeper"_L1;

const QByteArray &svgOf(const QString &name)
{
    static QHash<QString, QByteArray> read;
    const auto known = read.constFind(name);
    if (known != read.constEnd())
        return *known;
    [[maybe_unused]] static const bool ready = (initialiseResources(), true);
    QFile file(u":/icons/%1.svg"_s.arg(name));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "icon", qPrintable(name));
    return *read.insert(name, found ? file.readAll() : QByteArray());
}

/// Draws the SVG in the requested size and the present colour.
class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(QString name, QPalette::ColorRole role)
        : m_name(std::move(name))
        , m_role(role)
    {
    }

    QIconEngine *clone() const override { return new SvgIconEngine(m_name, m_role); }
    bool isNull() override { return svgOf(m_name).isEmpty(); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * scale, mode, state, scale));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const QColor ink = QGuiApplication::palette().color(
            mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active, m_role);
        const QString key = u"roomkeeper-icon/%1/%2x%3/%4"_s.arg(m_name)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(ink.name(QColor::HexArgb));
        QPixmap result;
        if (!QPixmapCache::find(key, &result)) {
            result = draw(size, ink);
            QPixmapCache::insert(key, result);
        }
        result.setDevicePixelRatio(scale);
        return result;
    }

private:
    QPixmap draw(const QSize &size, const QColor &ink) const
    {
        QByteArray svg = svgOf(m_name);
        if (m_name != colouredIcon)
            svg.replace("currentColor", ink.name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
        return result;
    }

    QString m_name;
    QPalette::ColorRole m_role;
};

} // namespace

QIcon icon(const QString &name)
{
    return icon(name, QPalette::ButtonText);
}

QIcon icon(const QString &name, QPalette::ColorRole role)
{
    return QIcon(new SvgIconEngine(name, role));
}

} // namespace roomkeeper::ui
