// Every function of the device library as the PTX that ships, on a device, against 113 bits over all magnitudes:
// library_ptx DRIVER LIBRARY [POINTS [FUNCTION]], where DRIVER is a libcuda.so.1 and LIBRARY is library.ptx.
#include "library_errors.h"

#include <dlfcn.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace {

/** The few calls of the driver that running a kernel takes. */
class Driver {
public:
    explicit Driver(const char* file) : library(dlopen(file, RTLD_NOW | RTLD_LOCAL))
    {
        if (library == nullptr) {
            std::printf("%s\n", dlerror());
            std::exit(2);
        }
        int device = 0;
        void* context = nullptr;
        call("cuInit", 0u);
        call("cuDeviceGet", &device, 0);
        call("cuDevicePrimaryCtxRetain", &context, device);
        call("cuCtxSetCurrent", context);
    }

    template <class... A>
    void call(const char* name, A... arguments)
    {
        auto f = reinterpret_cast<int (*)(A...)>(dlsym(library, name));
        int code = f == nullptr ? -1 : f(arguments...);
        if (code != 0) {
            std::printf("%s answers %d\n", name, code);
            std::exit(2);
        }
    }

private:
    void* library;
};

using Address = unsigned long long;

/** A type of operands or results, as PTX has it. */
struct Layout {
    const char* part;
    int parts;
    int bytes;
};

Layout layoutOf(bool complex, bool wide)
{
    return {wide ? "f64" : "f32", complex ? 2 : 1, (wide ? 8 : 4) * (complex ? 2 : 1)};
}

bool givesComplex(const entries::Entry& e)
{
    return e.name == "polar" || (entries::isComplex(e.type) && e.name != "abs" && e.name != "angle");
}

std::string declared(const char* name, Layout l)
{
    std::ostringstream s;
    if (l.parts == 1) {
        s << ".param ." << l.part << " " << name;
    } else {
        s << ".param .align " << l.bytes / 2 << " .b8 " << name << "[" << l.bytes << "]";
    }
    return s.str();
}

/** Moves all parts between registers and memory or a parameter: "ld.global.f32 %a0, [%pa + 0];". */
std::string moved(const char* space, bool load, const char* registers, const std::string& place, Layout l)
{
    std::ostringstream s;
    for (int k = 0; k < l.parts; k++) {
        std::string at = "[" + place + "+" + std::to_string(k * l.bytes / l.parts) + "]";
        std::string value = "%" + std::string(registers) + std::to_string(k);
        s << (load ? "ld." : "st.") << space << "." << l.part << " " << (load ? value : at) << ", "
          << (load ? at : value) << ";\n";
    }
    return s.str();
}

/** A kernel that applies an entry to n elements. */
std::string kernelOf(const entries::Entry& e)
{
    Layout in = layoutOf(entries::isComplex(e.type), entries::isDouble(e.type));
    Layout out = layoutOf(givesComplex(e), entries::isDouble(e.type));
    bool two = e.arity == 2;
    std::ostringstream s;
    s << ".visible .entry apply(.param .u64 pa, .param .u64 pb, .param .u64 pr, .param .u32 pn)\n{\n"
      << ".reg .pred %done;\n.reg .u32 %i, %n, %block, %size;\n.reg .u64 %a, %b, %r;\n"
      << ".reg ." << in.part << " %x<2>, %y<2>;\n.reg ." << out.part << " %s<2>;\n"
      << "mov.u32 %block, %ctaid.x;\nmov.u32 %size, %ntid.x;\nmov.u32 %i, %tid.x;\n"
      << "mad.lo.u32 %i, %block, %size, %i;\nld.param.u32 %n, [pn];\nsetp.ge.u32 %done, %i, %n;\n@%done ret;\n"
      << "ld.param.u64 %a, [pa];\nld.param.u64 %b, [pb];\nld.param.u64 %r, [pr];\n"
      << "mad.wide.u32 %a, %i, " << in.bytes << ", %a;\nmad.wide.u32 %b, %i, " << in.bytes << ", %b;\n"
      << "mad.wide.u32 %r, %i, " << out.bytes << ", %r;\n"
      << moved("global", true, "x", "%a", in) << moved("global", true, "y", "%b", in) << "{\n"
      << declared("first", in) << ";\n" << (two ? declared("second", in) + ";\n" : "") << declared("result", out) << ";\n"
      << moved("param", false, "x", "first", in) << (two ? moved("param", false, "y", "second", in) : "")
      << "call (result), argand_" << e.name << "_" << entries::nameOf(e.type) << ", (first" << (two ? ", second" : "")
      << ");\n"
      << moved("param", true, "s", "result", out) << "}\n"
      << moved("global", false, "s", "%r", out) << "ret;\n}\n";
    return s.str();
}

/** Operands as they lie in device memory. */
std::vector<char> packed(const std::vector<errors::Operands>& operands, bool second, Layout l)
{
    std::vector<char> bytes(operands.size() * l.bytes);
    for (size_t i = 0; i < operands.size(); i++) {
        double2 z = second ? operands[i].b : operands[i].a;
        double parts[] = {z.x, z.y};
        for (int k = 0; k < l.parts; k++) {
            char* at = bytes.data() + i * l.bytes + k * l.bytes / l.parts;
            float narrow = float(parts[k]);
            l.bytes == 8 * l.parts ? std::memcpy(at, &parts[k], 8) : std::memcpy(at, &narrow, 4);
        }
    }
    return bytes;
}

std::vector<double2> unpacked(const std::vector<char>& bytes, Layout l)
{
    std::vector<double2> results(bytes.size() / l.bytes);
    for (size_t i = 0; i < results.size(); i++) {
        double parts[2] = {0, 0};
        for (int k = 0; k < l.parts; k++) {
            const char* at = bytes.data() + i * l.bytes + k * l.bytes / l.parts;
            float narrow;
            std::memcpy(&narrow, at, 4);
            parts[k] = narrow;
            if (l.bytes == 8 * l.parts) {
                std::memcpy(&parts[k], at, 8);
            }
        }
        results[i] = {parts[0], parts[1]};
    }
    return results;
}

/** The results of an entry on the device. */
std::vector<double2> run(Driver& driver, const std::string& library, const entries::Entry& e,
                         const std::vector<errors::Operands>& operands)
{
    Layout in = layoutOf(entries::isComplex(e.type), entries::isDouble(e.type));
    Layout out = layoutOf(givesComplex(e), entries::isDouble(e.type));
    std::string text = library + kernelOf(e);
    void* module = nullptr;
    void* kernel = nullptr;
    driver.call("cuModuleLoadData", &module, static_cast<const void*>(text.c_str()));
    driver.call("cuModuleGetFunction", &kernel, module, "apply");
    std::vector<char> a = packed(operands, false, in);
    std::vector<char> b = packed(operands, true, in);
    std::vector<char> r(operands.size() * out.bytes);
    Address at[3];
    std::vector<char>* buffers[] = {&a, &b, &r};
    for (int k = 0; k < 3; k++) {
        driver.call("cuMemAlloc_v2", &at[k], buffers[k]->size());
        driver.call("cuMemcpyHtoD_v2", at[k], static_cast<const void*>(buffers[k]->data()), buffers[k]->size());
    }
    unsigned n = unsigned(operands.size());
    void* parameters[] = {&at[0], &at[1], &at[2], &n};
    void* none = nullptr;
    driver.call("cuLaunchKernel", kernel, (n + 127) / 128, 1u, 1u, 128u, 1u, 1u, 0u, none,
                static_cast<void**>(parameters), static_cast<void**>(nullptr));
    driver.call("cuCtxSynchronize");
    driver.call("cuMemcpyDtoH_v2", static_cast<void*>(r.data()), at[2], r.size());
    for (Address address : at) {
        driver.call("cuMemFree_v2", address);
    }
    driver.call("cuModuleUnload", module);
    return unpacked(r, out);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::printf("library_ptx DRIVER LIBRARY [POINTS [FUNCTION]]\n");
        return 2;
    }
    Driver driver(argv[1]);
    std::stringstream library;
    library << std::ifstream(argv[2]).rdbuf();
    long count = argc > 3 ? std::atol(argv[3]) : 1000;
    std::string only = argc > 4 ? argv[4] : "";
    int failures = 0;
    for (const entries::Entry& e : entries::all()) {
        if (only.empty() || e.name == only) {
            std::vector<errors::Operands> operands = errors::operandsOf(e, count);
            failures += !errors::report(e, errors::worstOf(e, operands, run(driver, library.str(), e, operands)));
        }
    }
    std::printf("%d functions are worse than they promise\n", failures);
    return failures == 0 ? 0 : 1;
}
