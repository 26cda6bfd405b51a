// A planned batch of transforms of one, two or three axes: where its elements lie, and how it is computed.
#pragma once

#include <complex>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "device.h"
#include "transform.h"

namespace standin {

constexpr int MOST_AXES = 3;

// Where one side of a plan has its elements; a plan without a layout is contiguous.
struct Side {
    int64_t storage[MOST_AXES];
    int64_t stride;
    int64_t distance;

    // The position of an element of the first transform.
    int64_t position(const int64_t* index) const {
        return ((index[0] * storage[1] + index[1]) * storage[2] + index[2]) * stride;
    }
};

struct FftPlan {
    // Axes that a plan lacks come first and have one element.
    int64_t extents[MOST_AXES] = {1, 1, 1};
    int64_t batches = 1;
    bool has_layout = false;
    Side in = {};
    Side out = {};
    // What one side holds only half of, by its symmetry.
    bool real_in = false;
    bool real_out = false;
    std::shared_ptr<const Transform> transforms[MOST_AXES];

    int64_t elements() const { return extents[0] * extents[1] * extents[2]; }

    // The extent of the last axis on a side whose counterpart is real.
    int64_t half() const { return extents[2] / 2 + 1; }

    int64_t last(bool input) const { return (input ? real_out : real_in) ? half() : extents[2]; }

    // The contiguous layout of a side; in place the real rows are as long as the complex ones.
    Side contiguous(bool input, bool in_place) const {
        bool real = input ? real_in : real_out;
        int64_t row = real && in_place ? 2 * half() : last(input);
        return {{extents[0], extents[1], row}, 1, extents[0] * extents[1] * row};
    }

    Side side(bool input, bool in_place) const {
        return has_layout ? (input ? in : out) : contiguous(input, in_place);
    }

    // One more than the highest position of a side.
    int64_t span(bool input, bool in_place) const {
        Side s = side(input, in_place);
        const int64_t highest[] = {extents[0] - 1, extents[1] - 1, last(input) - 1};
        return s.position(highest) + (batches - 1) * s.distance + 1;
    }
};

// Calls f(index, k) for the elements of a transform whose last axis has this extent.
template <typename Function>
void for_each(const FftPlan& plan, int64_t last, Function f) {
    int64_t index[MOST_AXES];
    for (index[0] = 0; index[0] < plan.extents[0]; index[0]++) {
        for (index[1] = 0; index[1] < plan.extents[1]; index[1]++) {
            int64_t row = (index[0] * plan.extents[1] + index[1]) * plan.extents[2];
            for (index[2] = 0; index[2] < last; index[2]++) {
                f(index, row + index[2]);
            }
        }
    }
}

// Transforms every axis of contiguous elements.
void transform_axes(const FftPlan& plan, Complex* x, bool inverse);

// Fills in the second half of the last axis from the first, as the spectrum of real numbers has it.
void complete_spectrum(const FftPlan& plan, Complex* x);

// A planned batch of elements of type In to elements of type Out, as it is queued.
template <typename In, typename Out>
struct FftWork {
    std::shared_ptr<const FftPlan> plan;
    In* in;
    Out* out;
    bool inverse;

    bool in_place() const { return static_cast<const void*>(in) == static_cast<const void*>(out); }

    bool inside() const {
        return accessible(in, static_cast<size_t>(plan->span(true, in_place())) * sizeof(In)) &&
               accessible(out, static_cast<size_t>(plan->span(false, in_place())) * sizeof(Out));
    }

    void operator()() const {
        std::vector<Complex> x(static_cast<size_t>(plan->elements()));
        for (int64_t batch = 0; batch < plan->batches; batch++) {
            load(batch, x.data());
            transform_axes(*plan, x.data(), inverse);
            store(batch, x.data());
        }
    }

private:
    void load(int64_t batch, Complex* x) const {
        Side side = plan->side(true, in_place());
        for_each(*plan, plan->last(true), [&](const int64_t* index, int64_t k) {
            In& from = in[batch * side.distance + side.position(index)];
            x[k] = Complex(from);
            // cuFFT leaves nothing useful in the spectrum that it makes real numbers of.
            if (plan->real_out) {
                from = In(std::numeric_limits<double>::quiet_NaN());
            }
        });
        if (plan->real_out) {
            complete_spectrum(*plan, x);
        }
    }

    static void assign(float& to, Complex value) { to = static_cast<float>(value.real()); }

    static void assign(double& to, Complex value) { to = value.real(); }

    template <typename Real>
    static void assign(std::complex<Real>& to, Complex value) {
        to = static_cast<std::complex<Real>>(value);
    }

    void store(int64_t batch, const Complex* x) const {
        Side side = plan->side(false, in_place());
        for_each(*plan, plan->last(false), [&](const int64_t* index, int64_t k) {
            assign(out[batch * side.distance + side.position(index)], x[k]);
        });
    }
};

}  // namespace standin
