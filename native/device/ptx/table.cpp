// The table of instructions that need no more than their spelling.
#include "table.h"

namespace ptx {

Table::Table() {
    addIntegers(*this);
    addCarries(*this);
    addBits(*this);
    addComparisons(*this);
    addFloats(*this);
    addApproximations(*this);
    addRounded(*this);
    addConversions(*this);
    addMemory(*this);
    addAtomics(*this);
    addControl(*this);
}

const Table& Table::instance() {
    static const Table table;
    return table;
}

}  // namespace ptx
