// Preloaded into every process of a recorded run (`recorded` beside this file): copies what the
// process prints and what it writes to regular files into $ROOMKEEPER_RECORD/<process id>.<part>,
// for `search.py`. Sockets and other pipes are left alone: what goes over the wire is meant to hold
// signatures. The process notices nothing: errno is kept, no lock, memory, descriptor or signal of
// its own is used, and it may be forked, killed or short of disk at any time.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

// As search.py reads it.
struct Header
{
    char magic[4] = {'R', 'K', 'R', '1'};
    int32_t descriptor = 0; ///< 1 and 2; 0: a file; -1: a process begins, `name` being its program
    uint64_t device = 0;
    uint64_t inode = 0;
    uint32_t nameLength = 0;
    uint32_t dataLength = 0;
};

constexpr size_t maxNameLength = 1024;

char folder[maxNameLength] = {};

/// Text put together without the library, which may not be called everywhere.
class Text
{
public:
    void add(const char *text)
    {
        while (*text != 0 && m_size + 1 < sizeof m_text)
            m_text[m_size++] = *text++;
        m_text[m_size] = 0;
    }
    void add(long number)
    {
        char digits[24] = {};
        size_t at = sizeof digits - 1;
        do {
            digits[--at] = static_cast<char>('0' + number % 10);
            number /= 10;
        } while (number > 0);
        add(digits + at);
    }
    void addLink(const char *link)
    {
        const ssize_t count = ::readlink(link, m_text, sizeof m_text - 1);
        m_size = count > 0 ? static_cast<size_t>(count) : 0;
        m_text[m_size] = 0;
    }
    const char *text() const { return m_text; }
    size_t size() const { return m_size; }

private:
    char m_text[maxNameLength + 64] = {};
    size_t m_size = 0;
};

long part = 0; ///< a limit on the size of files makes more of them needed

/// How long a file may be that this process writes.
size_t maxFile()
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return SIZE_MAX;
    return limit.rlim_cur;
}

int openRecord(long number)
{
    Text path;
    path.add(folder);
    path.add("/");
    path.add(::syscall(SYS_getpid));
    path.add(".");
    path.add(number);
    return ::open(path.text(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/// One frame; where the size of files is limited, as many as are needed, each in a part of its own.
void append(Header header, const Text &name, const void *data, size_t size)
{
    const auto *rest = static_cast<const char *>(data);
    header.nameLength = static_cast<uint32_t>(name.size());
    const size_t overhead = sizeof header + name.size();
    const size_t longest = maxFile();
    if (longest <= overhead)
        return; // nor can the process write anything but what it prints
    const bool limited = longest != SIZE_MAX;
    const size_t most = limited ? longest - overhead : size_t{1} << 30;
    do {
        const size_t piece = size < most ? size : most;
        header.dataLength = static_cast<uint32_t>(piece);
        const iovec pieces[] = {
            {.iov_base = &header, .iov_len = sizeof header},
            {.iov_base = const_cast<char *>(name.text()), .iov_len = name.size()},
            {.iov_base = const_cast<char *>(rest), .iov_len = piece},
        };
        const int file = openRecord(limited ? __atomic_add_fetch(&part, 1, __ATOMIC_RELAXED)
                                            : __atomic_load_n(&part, __ATOMIC_RELAXED));
        if (file < 0)
            return;
        ::syscall(SYS_writev, file, pieces, 3); // writev() is the one below
        ::close(file);
        rest += piece;
        size -= piece;
    } while (size > 0);
}

long announced = 0; ///< the process that has told its name

void announce()
{
    const long process = ::syscall(SYS_getpid);
    if (__atomic_exchange_n(&announced, process, __ATOMIC_RELAXED) == process)
        return;
    Text program;
    program.addLink("/proc/self/exe");
    append({.descriptor = -1}, program, nullptr, 0);
}

/// Where it matters: what `descriptor` was given.
void record(int descriptor, const iovec *pieces, int count, ssize_t written)
{
    if (folder[0] == 0 || written <= 0)
        return;
    const int before = errno;
    struct stat status = {};
    const bool printed = descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO;
    if (::fstat(descriptor, &status) == 0 && (printed || S_ISREG(status.st_mode))) {
        announce();
        Text link;
        link.add("/proc/self/fd/");
        link.add(long{descriptor});
        Text name;
        name.addLink(link.text());
        const Header header{.descriptor = printed ? descriptor : 0,
                            .device = status.st_dev,
                            .inode = status.st_ino};
        auto rest = static_cast<size_t>(written);
        for (int i = 0; i < count && rest > 0; ++i) {
            const size_t size = pieces[i].iov_len < rest ? pieces[i].iov_len : rest;
            if (size > 0)
                append(header, name, pieces[i].iov_base, size);
            rest -= size;
        }
    }
    errno = before;
}

void record(int descriptor, const void *data, ssize_t written)
{
    const iovec whole{.iov_base = const_cast<void *>(data),
                      .iov_len = written > 0 ? static_cast<size_t>(written) : 0};
    record(descriptor, &whole, 1, written);
}

int descriptorOf(int descriptor)
{
    return descriptor;
}

int descriptorOf(FILE *stream)
{
    const int before = errno;
    const int descriptor = ::fileno(stream); // -1: a stream into memory
    errno = before;
    return descriptor;
}

void record(FILE *stream, const void *data, size_t size)
{
    record(descriptorOf(stream), data, static_cast<ssize_t>(size));
}

/// Prints by `print` and records what that was.
template <typename Target, typename Print>
int formatted(Target target, const char *format, va_list arguments, Print print)
{
    va_list again;
    va_copy(again, arguments);
    const int result = print(arguments);
    const int descriptor = descriptorOf(target);
    if (result > 0 && folder[0] != 0 && descriptor >= 0) {
        const int before = errno;
        char *text = nullptr;
        const int size = ::vasprintf(&text, format, again);
        if (size > 0)
            record(descriptor, text, size);
        if (size >= 0)
            ::free(text);
        errno = before;
    }
    va_end(again);
    return result;
}

/// The function that this library stands before.
template <typename Function>
Function *next(Function *&known, const char *name)
{
    Function *found = __atomic_load_n(&known, __ATOMIC_RELAXED);
    if (found == nullptr) {
        found = reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
        __atomic_store_n(&known, found, __ATOMIC_RELAXED);
    }
    return found;
}

__attribute__((constructor)) void begin()
{
    const char *path = ::getenv("ROOMKEEPER_RECORD");
    if (path == nullptr || ::strlen(path) >= sizeof folder)
        return;
    ::strcpy(folder, path);
    announce();
}

} // namespace

// The functions of the C library that print and write, under other names here: theirs are taken by
// its headers. Its own calls of write() cannot be stood before, hence those of <cstdio>.
#define INSTEAD_OF(name, result, ...)                                                              \
    extern "C" __attribute__((visibility("default")))                                              \
    result own_##name(__VA_ARGS__) __asm__(#name);                                                 \
    namespace {                                                                                    \
    [[maybe_unused]] decltype(own_##name) *real_##name = nullptr;                                  \
    }                                                                                              \
    extern "C" result own_##name(__VA_ARGS__)
#define REAL(name) next(real_##name, #name)

// NAME, its parameters behind the descriptor, the same as arguments, and those that are recorded.
#define ARGUMENTS(...) __VA_ARGS__
#define WRITE_INSTEAD_OF(name, parameters, arguments, ...)                                         \
    INSTEAD_OF(name, ssize_t, int descriptor, ARGUMENTS parameters)                                \
    {                                                                                              \
        const ssize_t written = REAL(name)(descriptor, ARGUMENTS arguments);                       \
        record(descriptor, __VA_ARGS__, written);                                                  \
        return written;                                                                            \
    }
WRITE_INSTEAD_OF(write, (const void *data, size_t size), (data, size), data)
WRITE_INSTEAD_OF(pwrite, (const void *data, size_t size, off_t at), (data, size, at), data)
WRITE_INSTEAD_OF(pwrite64, (const void *data, size_t size, off64_t at), (data, size, at), data)
WRITE_INSTEAD_OF(writev, (const iovec *list, int count), (list, count), list, count)
WRITE_INSTEAD_OF(pwritev, (const iovec *list, int count, off_t at), (list, count, at), list, count)
WRITE_INSTEAD_OF(pwritev64, (const iovec *list, int count, off64_t at), (list, count, at), list,
                 count)
WRITE_INSTEAD_OF(pwritev2, (const iovec *list, int count, off_t at, int flags),
                 (list, count, at, flags), list, count)
WRITE_INSTEAD_OF(pwritev64v2, (const iovec *list, int count, off64_t at, int flags),
                 (list, count, at, flags), list, count)

#define BLOCK_INSTEAD_OF(name)                                                                     \
    INSTEAD_OF(name, size_t, const void *data, size_t size, size_t count, FILE *stream)            \
    {                                                                                              \
        const size_t written = REAL(name)(data, size, count, stream);                              \
        record(stream, data, written *size);                                                       \
        return written;                                                                            \
    }
BLOCK_INSTEAD_OF(fwrite)
BLOCK_INSTEAD_OF(fwrite_unlocked)

#define TEXT_INSTEAD_OF(name)                                                                      \
    INSTEAD_OF(name, int, const char *text, FILE *stream)                                          \
    {                                                                                              \
        const int result = REAL(name)(text, stream);                                               \
        if (result >= 0)                                                                           \
            record(stream, text, ::strlen(text));                                                  \
        return result;                                                                             \
    }
TEXT_INSTEAD_OF(fputs)
TEXT_INSTEAD_OF(fputs_unlocked)

#define BYTE_INSTEAD_OF(name)                                                                      \
    INSTEAD_OF(name, int, int byte, FILE *stream)                                                  \
    {                                                                                              \
        const int result = REAL(name)(byte, stream);                                               \
        const char written = static_cast<char>(byte);                                              \
        if (result >= 0)                                                                           \
            record(stream, &written, 1);                                                           \
        return result;                                                                             \
    }
BYTE_INSTEAD_OF(fputc)
BYTE_INSTEAD_OF(fputc_unlocked)
BYTE_INSTEAD_OF(putc)
BYTE_INSTEAD_OF(putc_unlocked)
BYTE_INSTEAD_OF(_IO_putc)

#define PRINTED_BYTE_INSTEAD_OF(name)                                                              \
    INSTEAD_OF(name, int, int byte)                                                                \
    {                                                                                              \
        const int result = REAL(name)(byte);                                                       \
        const char written = static_cast<char>(byte);                                              \
        if (result >= 0)                                                                           \
            record(stdout, &written, 1);                                                           \
        return result;                                                                             \
    }
PRINTED_BYTE_INSTEAD_OF(putchar)
PRINTED_BYTE_INSTEAD_OF(putchar_unlocked)

INSTEAD_OF(puts, int, const char *text)
{
    const int result = REAL(puts)(text);
    if (result >= 0) {
        record(stdout, text, ::strlen(text));
        record(stdout, "\n", 1);
    }
    return result;
}

INSTEAD_OF(perror, void, const char *text)
{
    REAL(perror)(text);
    if (text != nullptr) {
        record(stderr, text, ::strlen(text));
        record(stderr, "\n", 1);
    }
}

// Formatted text, with and without a list of arguments; a hardened build calls those with `check`.

INSTEAD_OF(vfprintf, int, FILE *stream, const char *format, va_list arguments)
{
    return formatted(stream, format, arguments,
                     [&](va_list list) { return REAL(vfprintf)(stream, format, list); });
}

INSTEAD_OF(__vfprintf_chk, int, FILE *stream, int check, const char *format, va_list arguments)
{
    return formatted(stream, format, arguments, [&](va_list list) {
        return REAL(__vfprintf_chk)(stream, check, format, list);
    });
}

INSTEAD_OF(vprintf, int, const char *format, va_list arguments)
{
    return own_vfprintf(stdout, format, arguments);
}

INSTEAD_OF(__vprintf_chk, int, int check, const char *format, va_list arguments)
{
    return own___vfprintf_chk(stdout, check, format, arguments);
}

INSTEAD_OF(vdprintf, int, int descriptor, const char *format, va_list arguments)
{
    return formatted(descriptor, format, arguments,
                     [&](va_list list) { return REAL(vdprintf)(descriptor, format, list); });
}

INSTEAD_OF(__vdprintf_chk, int, int descriptor, int check, const char *format, va_list arguments)
{
    return formatted(descriptor, format, arguments, [&](va_list list) {
        return REAL(__vdprintf_chk)(descriptor, check, format, list);
    });
}

#define PASS_ON(to, ...)                                                                           \
    {                                                                                              \
        va_list arguments;                                                                         \
        va_start(arguments, format);                                                               \
        const int result = to(__VA_ARGS__, format, arguments);                                     \
        va_end(arguments);                                                                         \
        return result;                                                                             \
    }
INSTEAD_OF(printf, int, const char *format, ...)
PASS_ON(own_vfprintf, stdout)
INSTEAD_OF(fprintf, int, FILE *stream, const char *format, ...)
PASS_ON(own_vfprintf, stream)
INSTEAD_OF(dprintf, int, int descriptor, const char *format, ...)
PASS_ON(own_vdprintf, descriptor)
INSTEAD_OF(__printf_chk, int, int check, const char *format, ...)
PASS_ON(own___vfprintf_chk, stdout, check)
INSTEAD_OF(__fprintf_chk, int, FILE *stream, int check, const char *format, ...)
PASS_ON(own___vfprintf_chk, stream, check)
INSTEAD_OF(__dprintf_chk, int, int descriptor, int check, const char *format, ...)
PASS_ON(own___vdprintf_chk, descriptor, check)
