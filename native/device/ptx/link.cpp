// Puts an entry and the functions that it calls together: one array of code, one register file.
#include <algorithm>

#include "module.h"
#include "table.h"

namespace ptx {
namespace {

constexpr u32 RecursiveLocalBytes = 64 * 1024;

class Linker {
public:
    Linker(const Module& module, u32 entry) : module(module), entry(entry) {}

    Image run();

private:
    struct Placed {
        u32 function;
        u32 firstSlot;
        u32 firstInstruction;
    };

    void collect(u32 function);
    bool reaches(u32 from, u32 to, std::vector<bool>& seen) const;
    u32 localDepth(u32 function) const;
    void placeShared();
    void append(const Placed& placed);
    void fill(const Placed& placed);
    const Placed& placeOf(u32 function) const;

    static u32 moved(u32 slot, u32 by) { return slot < FirstSlot ? slot : slot + by; }

    const Module& module;
    u32 entry;
    Image image;
    std::vector<Placed> order;
    std::vector<u64> sharedPlaces;
};

void Linker::collect(u32 function) {
    for (const Placed& placed : order) {
        if (placed.function == function) {
            return;
        }
    }
    order.push_back({function, 0, 0});
    for (const CallSite& call : module.functions[function].calls) {
        collect(call.function);
    }
}

bool Linker::reaches(u32 from, u32 to, std::vector<bool>& seen) const {
    if (from == to) {
        return true;
    }
    if (seen[from]) {
        return false;
    }
    seen[from] = true;
    for (const CallSite& call : module.functions[from].calls) {
        if (reaches(call.function, to, seen)) {
            return true;
        }
    }
    return false;
}

u32 Linker::localDepth(u32 function) const {
    u32 deepest = 0;
    for (const CallSite& call : module.functions[function].calls) {
        deepest = std::max(deepest, localDepth(call.function));
    }
    return (module.functions[function].localBytes + 15) / 16 * 16 + deepest;
}

const Linker::Placed& Linker::placeOf(u32 function) const {
    return *std::find_if(order.begin(), order.end(), [&](const Placed& p) { return p.function == function; });
}

// Shared variables that the entry uses come first, dynamic shared memory follows them.
void Linker::placeShared() {
    constexpr u64 unplaced = ~u64(0);
    sharedPlaces.assign(module.shared.size(), unplaced);
    u64 end = 0;
    for (const Placed& placed : order) {
        for (const Constant& constant : module.functions[placed.function].constants) {
            if (constant.kind != Constant::SharedPlace || sharedPlaces[constant.value] != unplaced) {
                continue;
            }
            const SharedVariable& variable = module.shared[constant.value];
            if (!variable.dynamic) {
                u64 alignment = std::max(variable.alignment, 8u);
                end = (end + alignment - 1) / alignment * alignment;
                sharedPlaces[constant.value] = end;
                end += variable.bytes;
            }
        }
    }
    end = (end + 15) / 16 * 16;
    for (u64& place : sharedPlaces) {
        place = place == unplaced ? end : place;
    }
    image.sharedBytes = static_cast<u32>(end);
}

void Linker::append(const Placed& placed) {
    const Function& function = module.functions[placed.function];
    u32 by = placed.firstSlot - FirstSlot;
    for (Instruction i : function.code) {
        i.d = moved(i.d, by);
        i.a = moved(i.a, by);
        i.b = moved(i.b, by);
        i.c = moved(i.c, by);
        i.e = moved(i.e, by);
        i.f = moved(i.f, by);
        image.code.push_back(i);
    }
    const Handler callHandler = Table::instance().find("call")->run;
    for (std::size_t k = 0; k < function.code.size(); k++) {
        const Instruction& i = function.code[k];
        if (i.run == callHandler) {
            image.code[placed.firstInstruction + k].imm += static_cast<s32>(image.calls.size());
        }
    }
    u32 frame = (function.localBytes + 15) / 16 * 16;
    for (CallSite call : function.calls) {
        const Placed& target = placeOf(call.function);
        const Function& callee = module.functions[call.function];
        u32 there = target.firstSlot - FirstSlot;
        for (Copy& copy : call.arguments) {
            copy.from = moved(copy.from / 8, by) * 8;
            copy.to += there * 8;
        }
        for (Copy& copy : call.results) {
            copy.from += there * 8;
            copy.to = moved(copy.to / 8, by) * 8;
        }
        std::vector<bool> seen(module.functions.size());
        call.recursive = reaches(call.function, placed.function, seen);
        call.target = target.firstInstruction;
        call.firstSlot = target.firstSlot;
        call.slots = callee.slots - FirstSlot;
        call.localBytes = frame;
        image.recursive |= call.recursive;
        image.calls.push_back(std::move(call));
    }
    image.cooperative |= function.cooperative;
}

void Linker::fill(const Placed& placed) {
    u32 by = placed.firstSlot - FirstSlot;
    for (const Constant& constant : module.functions[placed.function].constants) {
        u64 value = constant.value;
        if (constant.kind == Constant::SharedPlace) {
            value = sharedPlaces[constant.value] + static_cast<u64>(constant.offset);
        } else if (constant.kind == Constant::FramePlace) {
            value += u64(by) * 8 + static_cast<u64>(constant.offset);
        }
        image.registers[constant.slot + by] = value;
    }
}

Image Linker::run() {
    const Function& first = module.functions[entry];
    collect(entry);
    u32 slots = FirstSlot;
    u32 instructions = 0;
    for (Placed& placed : order) {
        placed.firstSlot = slots;
        placed.firstInstruction = instructions;
        slots += module.functions[placed.function].slots - FirstSlot;
        instructions += static_cast<u32>(module.functions[placed.function].code.size());
    }
    placeShared();
    image.name = first.name;
    image.parameters = first.parameters;
    image.maxThreads = first.maxThreads;
    image.registers.assign(slots, 0);
    image.code.reserve(instructions);
    for (const Placed& placed : order) {
        append(placed);
        fill(placed);
    }
    image.localBytes = image.recursive ? RecursiveLocalBytes : localDepth(entry);
    return std::move(image);
}

}  // namespace

Image link(const Module& module, u32 entry) {
    return Linker(module, entry).run();
}

}  // namespace ptx
