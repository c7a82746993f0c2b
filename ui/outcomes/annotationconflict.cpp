#include "ui/outcomes/annotationconflict.h"

#include "base/quotable.h"

#include <QCoreApplication>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AnnotationConflict)
};

QString notStored(const admin::AnnotationChange &change)
{
    if (!change.rawId.isEmpty()) {
        return Text::tr("Another window has changed the name of %1 from %2 to %3. Your name, %4, "
                        "was not stored.");
    }
    if (change.after.name) {
        return Text::tr("Another window has changed the name of room %1 from %2 to %3. Your name, "
                        "%4, was not stored.");
    }
    return Text::tr("Another window has changed the tags of room %1 from %2 to %3. Your tags, %4, "
                    "were not stored.");
}

QString quoted(const store::RoomAnnotationChange &values)
{
    const QString text = values.name ? *values.name : values.tags->join(u", "_s);
    return text.isEmpty() ? Text::tr("(none)") : Text::tr("“%1”").arg(quotable(text));
}

} // namespace

Notice annotationConflict(const admin::AnnotationChange &change, admin::Connection &connection)
{
    admin::Annotations &annotations = connection.annotations();
    const bool isPerson = !change.rawId.isEmpty();
    const QString id = isPerson ? change.rawId : change.roomId;
    const store::RoomAnnotation present =
        isPerson ? store::RoomAnnotation{.name = annotations.personName(change.rawId)}
                 : connection.rooms().annotation(change.roomId);
    Notice notice{.origin = {.topic = u"annotation conflict"_s, .id = id},
                  .severity = Severity::Warning,
                  .text = notStored(change).arg(id, quoted(change.before),
                                                quoted(change.after.valuesOf(present)),
                                                quoted(change.after))};
    notice.offer(
        Text::tr("Apply anyway"), [&annotations, change] { // they have seen the present value
            if (!change.rawId.isEmpty())
                annotations.namePerson(change.rawId, *change.after.name, change.roomId).detach();
            else if (change.after.name)
                annotations.nameRoom(change.roomId, *change.after.name).detach();
            else
                annotations.tagRoom(change.roomId, *change.after.tags).detach();
        });
    notice.offer(Text::tr("Use theirs"), [] {});
    return notice;
}

} // namespace roomkeeper::ui
