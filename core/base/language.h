#pragma once

namespace roomkeeper {

/// Installs the translation for the running QCoreApplication. Required in English too, for "1 room"
/// and "2 rooms" (resources/translations). Call it on the main thread, after the application was
/// created and before anything is shown.
///
/// With ROOMKEEPER_LANGUAGE=xx-pseudo in the environment, every text, including Qt's own, is put in
/// brackets and lengthened by 40 %, except the names of keys: text without brackets does not go
/// through tr(), and text that is cut off will be cut off in other languages too.
void installLanguage();

} // namespace roomkeeper
