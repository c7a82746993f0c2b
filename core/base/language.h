#pragma once

namespace roomkeeper {

/// Installs the texts of the program's language for the running QCoreApplication. Always: English
/// needs it too, for "1 room" and "2 rooms" (resources/translations). Call it after the application
/// was created and before anything is shown; on the main thread.
///
/// With ROOMKEEPER_LANGUAGE=xx-pseudo in the environment every text, Qt's own included, is put in
/// brackets and made 40 % longer: what then has no brackets does not go through tr(), and what is
/// cut off will be so in other languages.
void installLanguage();

} // namespace roomkeeper
