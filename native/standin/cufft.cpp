// The stand-in cuFFT: complex and real transforms of any length and layout, in stream order.
#include <algorithm>
#include <map>
#include <mutex>

#include "fft_plan.h"

// As cufft.h has them.
enum Result {
    SUCCESS = 0,
    INVALID_PLAN = 1,
    INVALID_TYPE = 3,
    INVALID_VALUE = 4,
    EXEC_FAILED = 6,
    SETUP_FAILED = 7,
    INVALID_SIZE = 8,
    NO_WORKSPACE = 13
};
enum Type { R2C = 0x2a, C2R = 0x2c, C2C = 0x29, D2Z = 0x6a, Z2D = 0x6c, Z2Z = 0x69 };
enum Direction { FORWARD = -1, INVERSE = 1 };

namespace {

using standin::FftPlan;
using standin::FftWork;
using standin::MOST_AXES;
using standin::Side;

using Complex64 = std::complex<float>;
using Complex128 = std::complex<double>;

constexpr int VERSION = 12000;
constexpr size_t ALIGNMENT = 256;

// A plan as its user has it.
struct Planned {
    std::shared_ptr<const FftPlan> plan;
    int type = 0;
    void* stream = nullptr;
    size_t work_bytes = 0;
    void* work_area = nullptr;
    bool allocates_itself = true;
};

std::mutex guard;
int last_handle = 0;

std::map<int, Planned>& all_plans() {
    static auto* const plans = new std::map<int, Planned>;
    return *plans;
}

// Does something to a plan.
template <typename Action>
int with_plan(int handle, Action action) {
    std::lock_guard<std::mutex> locked(guard);
    auto found = all_plans().find(handle);
    return found == all_plans().end() ? INVALID_PLAN : action(found->second);
}

bool is_type(int type) {
    return type == C2C || type == R2C || type == C2R || type == Z2Z || type == D2Z || type == Z2D;
}

// What a caller asks for.
struct Request {
    int rank;
    int64_t extents[MOST_AXES];
    bool has_layout;
    Side in;
    Side out;
    int type;
    int64_t batches;
};

// The layout of one side; the first extent of its storage has no effect.
template <typename Int>
Side side(int rank, const Int* storage, int64_t stride, int64_t distance) {
    Side s = {{1, 1, 1}, stride, distance};
    for (int axis = 0; axis < rank; axis++) {
        s.storage[MOST_AXES - rank + axis] = storage[axis];
    }
    return s;
}

template <typename Int>
int request(Request& to, int rank, const Int* n, const Int* in_storage, int64_t in_stride,
    int64_t in_distance, const Int* out_storage, int64_t out_stride, int64_t out_distance, int type,
    int64_t batches) {
    if (rank < 1 || rank > MOST_AXES || n == nullptr) {
        return INVALID_VALUE;
    }
    to = {rank, {1, 1, 1}, in_storage != nullptr && out_storage != nullptr, {}, {}, type, batches};
    std::copy(n, n + rank, to.extents + MOST_AXES - rank);
    if (to.has_layout) {
        to.in = side(rank, in_storage, in_stride, in_distance);
        to.out = side(rank, out_storage, out_stride, out_distance);
    }
    return SUCCESS;
}

int check(const Request& r) {
    if (!is_type(r.type)) {
        return INVALID_TYPE;
    }
    if (r.batches < 1 || *std::min_element(r.extents, r.extents + MOST_AXES) < 1) {
        return INVALID_SIZE;
    }
    if (r.has_layout && (r.in.stride < 1 || r.out.stride < 1 || r.in.distance < 0 || r.out.distance < 0)) {
        return INVALID_VALUE;
    }
    return SUCCESS;
}

std::shared_ptr<const FftPlan> plan(const Request& r) {
    auto plan = std::make_shared<FftPlan>();
    std::copy(r.extents, r.extents + MOST_AXES, plan->extents);
    plan->batches = r.batches;
    plan->has_layout = r.has_layout;
    plan->in = r.in;
    plan->out = r.out;
    plan->real_in = r.type == R2C || r.type == D2Z;
    plan->real_out = r.type == C2R || r.type == Z2D;
    for (int axis = 0; axis < MOST_AXES; axis++) {
        plan->transforms[axis] = std::make_shared<standin::Transform>(static_cast<size_t>(r.extents[axis]));
    }
    return plan;
}

int make(int handle, const Request& r, size_t* work_bytes) {
    int result = check(r);
    if (result != SUCCESS) {
        return result;
    }
    return with_plan(handle, [&](Planned& p) -> int {
        if (p.plan != nullptr) {
            return INVALID_PLAN;
        }
        p.plan = plan(r);
        p.type = r.type;
        size_t element =
            r.type == C2C || r.type == R2C || r.type == C2R ? sizeof(Complex64) : sizeof(Complex128);
        size_t bytes = static_cast<size_t>(p.plan->elements() * r.batches) * element;
        p.work_bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (work_bytes != nullptr) {
            *work_bytes = p.work_bytes;
        }
        return SUCCESS;
    });
}

template <typename Int>
int make_many(int handle, int rank, const Int* n, const Int* in_storage, int64_t in_stride,
    int64_t in_distance, const Int* out_storage, int64_t out_stride, int64_t out_distance, int type,
    int64_t batches, size_t* work_bytes) {
    Request r;
    int result = request(
        r, rank, n, in_storage, in_stride, in_distance, out_storage, out_stride, out_distance, type, batches);
    return result == SUCCESS ? make(handle, r, work_bytes) : result;
}

int make_contiguous(int handle, int rank, const int* n, int type, int batches, size_t* work_bytes) {
    return make_many<int>(handle, rank, n, nullptr, 1, 0, nullptr, 1, 0, type, batches, work_bytes);
}

// The work area is overwritten, as cuFFT does: whoever keeps something there must find out.
int spoil_work_area(const Planned& p) {
    if (p.allocates_itself && p.work_area == nullptr) {
        return SUCCESS;
    }
    if (p.work_area == nullptr) {
        return NO_WORKSPACE;
    }
    void* area = p.work_area;
    size_t bytes = p.work_bytes;
    auto spoil = [area, bytes] { std::fill_n(static_cast<unsigned char*>(area), bytes, 0xff); };
    return standin::accessible(area, bytes) && standin::in_stream(p.stream, spoil) ? SUCCESS : EXEC_FAILED;
}

template <typename In, typename Out>
int execute(int handle, int type, In* in, Out* out, int direction) {
    if (standin::device() == nullptr) {
        return SETUP_FAILED;
    }
    return with_plan(handle, [&](Planned& p) -> int {
        if (p.plan == nullptr || p.type != type) {
            return INVALID_PLAN;
        }
        if (in == nullptr || out == nullptr || (direction != FORWARD && direction != INVERSE)) {
            return INVALID_VALUE;
        }
        FftWork<In, Out> work{p.plan, in, out, direction == INVERSE};
        int result = work.inside() ? spoil_work_area(p) : EXEC_FAILED;
        if (result != SUCCESS) {
            return result;
        }
        return standin::in_stream(p.stream, work) ? SUCCESS : EXEC_FAILED;
    });
}

}  // namespace

#define CUFFT extern "C" __attribute__((visibility("default"))) int

CUFFT cufftGetVersion(int* version) {
    if (version == nullptr) {
        return INVALID_VALUE;
    }
    *version = VERSION;
    return SUCCESS;
}

// 0, 1, 2: the major version, the minor version, the patch level.
CUFFT cufftGetProperty(int property, int* value) {
    if (value == nullptr || property < 0 || property > 2) {
        return INVALID_VALUE;
    }
    *value = property == 0 ? VERSION / 1000 : 0;
    return SUCCESS;
}

CUFFT cufftCreate(int* handle) {
    if (handle == nullptr) {
        return INVALID_VALUE;
    }
    std::lock_guard<std::mutex> locked(guard);
    *handle = ++last_handle;
    all_plans()[*handle] = Planned();
    return SUCCESS;
}

CUFFT cufftDestroy(int handle) {
    std::lock_guard<std::mutex> locked(guard);
    return all_plans().erase(handle) == 1 ? SUCCESS : INVALID_PLAN;
}

CUFFT cufftSetStream(int handle, void* stream) {
    return with_plan(handle, [&](Planned& p) -> int {
        p.stream = stream;
        return SUCCESS;
    });
}

CUFFT cufftSetWorkArea(int handle, void* area) {
    return with_plan(handle, [&](Planned& p) -> int {
        p.work_area = area;
        return SUCCESS;
    });
}

CUFFT cufftSetAutoAllocation(int handle, int allocates_itself) {
    return with_plan(handle, [&](Planned& p) -> int {
        p.allocates_itself = allocates_itself != 0;
        return SUCCESS;
    });
}

CUFFT cufftGetSize(int handle, size_t* bytes) {
    return with_plan(handle, [&](Planned& p) -> int {
        if (bytes == nullptr || p.plan == nullptr) {
            return bytes == nullptr ? INVALID_VALUE : INVALID_PLAN;
        }
        *bytes = p.work_bytes;
        return SUCCESS;
    });
}

CUFFT cufftMakePlanMany(int handle, int rank, int* n, int* in_storage, int in_stride, int in_distance,
    int* out_storage, int out_stride, int out_distance, int type, int batches, size_t* bytes) {
    return make_many<int>(handle, rank, n, in_storage, in_stride, in_distance, out_storage, out_stride,
        out_distance, type, batches, bytes);
}

CUFFT cufftMakePlanMany64(int handle, int rank, long long* n, long long* in_storage, long long in_stride,
    long long in_distance, long long* out_storage, long long out_stride, long long out_distance, int type,
    long long batches, size_t* bytes) {
    return make_many<long long>(handle, rank, n, in_storage, in_stride, in_distance, out_storage, out_stride,
        out_distance, type, batches, bytes);
}

CUFFT cufftMakePlan1d(int handle, int n, int type, int batches, size_t* bytes) {
    return make_contiguous(handle, 1, &n, type, batches, bytes);
}

CUFFT cufftMakePlan2d(int handle, int rows, int columns, int type, size_t* bytes) {
    const int n[] = {rows, columns};
    return make_contiguous(handle, 2, n, type, 1, bytes);
}

CUFFT cufftMakePlan3d(int handle, int n0, int n1, int n2, int type, size_t* bytes) {
    const int n[] = {n0, n1, n2};
    return make_contiguous(handle, 3, n, type, 1, bytes);
}

// A new plan that is made in the same call, or none.
template <typename Make>
static int create_and(int* handle, Make make) {
    int result = cufftCreate(handle);
    if (result == SUCCESS) {
        result = make(*handle);
        if (result != SUCCESS) {
            cufftDestroy(*handle);
        }
    }
    return result;
}

CUFFT cufftPlanMany(int* handle, int rank, int* n, int* in_storage, int in_stride, int in_distance,
    int* out_storage, int out_stride, int out_distance, int type, int batches) {
    return create_and(handle, [&](int h) {
        return cufftMakePlanMany(h, rank, n, in_storage, in_stride, in_distance, out_storage, out_stride,
            out_distance, type, batches, nullptr);
    });
}

CUFFT cufftPlan1d(int* handle, int n, int type, int batches) {
    return create_and(handle, [&](int h) { return cufftMakePlan1d(h, n, type, batches, nullptr); });
}

CUFFT cufftPlan2d(int* handle, int rows, int columns, int type) {
    return create_and(handle, [&](int h) { return cufftMakePlan2d(h, rows, columns, type, nullptr); });
}

CUFFT cufftPlan3d(int* handle, int n0, int n1, int n2, int type) {
    return create_and(handle, [&](int h) { return cufftMakePlan3d(h, n0, n1, n2, type, nullptr); });
}

CUFFT cufftExecC2C(int handle, Complex64* in, Complex64* out, int direction) {
    return execute(handle, C2C, in, out, direction);
}

CUFFT cufftExecZ2Z(int handle, Complex128* in, Complex128* out, int direction) {
    return execute(handle, Z2Z, in, out, direction);
}

CUFFT cufftExecR2C(int handle, float* in, Complex64* out) {
    return execute(handle, R2C, in, out, FORWARD);
}

CUFFT cufftExecD2Z(int handle, double* in, Complex128* out) {
    return execute(handle, D2Z, in, out, FORWARD);
}

CUFFT cufftExecC2R(int handle, Complex64* in, float* out) {
    return execute(handle, C2R, in, out, INVERSE);
}

CUFFT cufftExecZ2D(int handle, Complex128* in, double* out) {
    return execute(handle, Z2D, in, out, INVERSE);
}
