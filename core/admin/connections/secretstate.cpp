#include "admin/connections/secretstate.h"

namespace roomkeeper::admin {

namespace {

using State = SecretState;
using Event = SecretEvent;

/// Whatever the keychain was writing or reading was another secret.
State entered(State state)
{
    if (isLeavingKeychain(state))
        return State::StillInKeychain;
    return isUnsaved(state) ? State::Unsaved : State::ForSession;
}

/// A response of the keychain; possible only in a state that waits for it.
std::optional<SecretState> responded(State state, Event event)
{
    switch (state) {
    case State::Saving:
        if (event == Event::Written)
            return State::NotInMemory;
        if (event == Event::WriteFailed)
            return State::Unsaved;
        break;
    case State::Reading:
        if (event == Event::Read)
            return State::Removing;
        if (event == Event::ReadFailed) // what cannot be kept is not removed
            return State::NotInMemory;
        break;
    case State::Removing:
        if (event == Event::Removed)
            return State::ForSession;
        if (event == Event::RemoveFailed)
            return State::StillInKeychain;
        break;
    case State::Discarding:
    case State::Deleting:
        if (event == Event::Removed || event == Event::RemoveFailed)
            return State::NotInMemory;
        break;
    case State::NotInMemory:
    case State::ForSession:
    case State::Unsaved:
        break;
    case State::StillInKeychain:
        if (event == Event::Removed) // begun before another secret was entered
            return State::ForSession;
        break;
    }
    return {};
}

} // namespace

SecretAction actionOf(SecretState state)
{
    switch (state) {
    case State::Saving:
        return SecretAction::Write;
    case State::Reading:
        return SecretAction::Read;
    case State::Removing:
    case State::Discarding:
    case State::Deleting:
        return SecretAction::Remove;
    case State::NotInMemory:
    case State::ForSession:
    case State::Unsaved:
    case State::StillInKeychain:
        break;
    }
    return SecretAction::None;
}

bool isInMemory(SecretState state)
{
    switch (state) {
    case State::ForSession:
    case State::Saving:
    case State::Unsaved:
    case State::Removing:
    case State::StillInKeychain:
        return true;
    case State::NotInMemory:
    case State::Reading:
    case State::Discarding:
    case State::Deleting:
        break;
    }
    return false;
}

bool isLeavingKeychain(SecretState state)
{
    return state == State::Reading || state == State::Removing || state == State::StillInKeychain;
}

bool isUnsaved(SecretState state)
{
    return state == State::Saving || state == State::Unsaved;
}

std::optional<SecretState> transition(SecretState state, SecretEvent event)
{
    switch (event) {
    case Event::Entered:
        return entered(state);
    case Event::SavedForKeychain:
        return isInMemory(state) ? State::Saving : State::NotInMemory;
    case Event::SavedForSession:
        return isInMemory(state) ? State::ForSession : State::NotInMemory;
    case Event::Withdrawn:
        return isInMemory(state) ? State::Removing : State::Reading;
    case Event::Replaced:
        if (!isInMemory(state))
            return {};
        // A secret that the user removed from the keychain does not get back into it.
        return isLeavingKeychain(state) ? State::Removing : State::Saving;
    case Event::Dropped:
        return State::NotInMemory;
    case Event::Discarded:
        return State::Discarding;
    case Event::Deleted:
        return State::Deleting;
    case Event::Written:
    case Event::WriteFailed:
    case Event::Read:
    case Event::ReadFailed:
    case Event::Removed:
    case Event::RemoveFailed:
        return responded(state, event);
    }
    return {};
}

} // namespace roomkeeper::admin
