#pragma once

#include <vector>

namespace roomkeeper::ui {

/// Rows that follow each other, both ends included.
struct RowRun
{
    int first = 0;
    int last = 0;
};

/// The runs of consecutive rows in a sorted list of rows.
inline std::vector<RowRun> runsOf(const std::vector<int> &sortedRows)
{
    std::vector<RowRun> runs;
    for (const int row : sortedRows) {
        if (!runs.empty() && runs.back().last + 1 == row)
            runs.back().last = row;
        else
            runs.push_back({.first = row, .last = row});
    }
    return runs;
}

} // namespace roomkeeper::ui
