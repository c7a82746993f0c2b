#pragma once

#include <QTextBrowser>
#include <QTimer>

namespace roomkeeper::ui {

/// Shows pages of the guide in the colours of the palette, with pictures scaled to its width.
/// Follows links between pages; for external links it only emits linkLeadsOut().
class GuideText : public QTextBrowser
{
    Q_OBJECT

public:
    explicit GuideText(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(GuideText)

    QVariant loadResource(int type, const QUrl &name) override;

signals:
    /// The user clicked an external link; nothing was opened.
    void linkLeadsOut(const QUrl &url);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void follow(const QUrl &link);
    void dress();
    QImage picture(const QUrl &url) const;
    void fitPictures();

    QTimer m_settle; ///< delays the work until resizing has stopped
};

} // namespace roomkeeper::ui
