#pragma once

#include <QTextBrowser>
#include <QTimer>

namespace roomkeeper::ui {

/// Shows pages of the guide in the colours of the palette, their pictures no wider than itself.
/// Follows links between pages; for one that leads out of the guide it only says so.
class GuideText : public QTextBrowser
{
    Q_OBJECT

public:
    explicit GuideText(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(GuideText)

    QVariant loadResource(int type, const QUrl &name) override;

signals:
    /// Somebody followed a link that leads out of the guide; nothing was opened.
    void linkLeadsOut(const QUrl &url);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void follow(const QUrl &link);
    void dress();
    QImage picture(const QUrl &url) const;
    void fitPictures();

    QTimer m_settle; ///< not at every step of a window that is being resized
};

} // namespace roomkeeper::ui
