// replay FOLDER: runs every file of a folder through the target, in builds without fuzzing.
#include "fuzz.h"

#include <QDirIterator>
#include <QFile>

#include <cstdio>
#include <vector>

int main(int argc, char *argv[])
{
    int count = 0;
    for (int i = 1; i < argc; ++i) {
        QDirIterator files(QString::fromLocal8Bit(argv[i]), QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            roomkeeper::fuzz::require(file.open(QFile::ReadOnly), "the file can be read");
            const QByteArray bytes = file.readAll();
            // A copy of exactly this size, so that reading beyond it is detected.
            const std::vector<uint8_t> input(bytes.begin(), bytes.end());
            std::fprintf(stderr, "%s\n", qPrintable(file.fileName()));
            LLVMFuzzerTestOneInput(input.data(), input.size());
            ++count;
        }
    }
    roomkeeper::fuzz::require(count > 0, "there is a kept input");
    std::printf("%d passed, 0 failed\n", count);
    return 0;
}
