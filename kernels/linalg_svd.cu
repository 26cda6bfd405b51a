// Singular values and vectors of small matrices: QR with column pivoting, then rotations that make the columns of Rᴴ
// orthogonal to each other.
//
// A wide matrix is decomposed as its adjoint. A step of a sweep rotates disjoint pairs of columns at once, a team of
// threads to a pair; within n − 1 steps all pairs have met, as in a round-robin tournament. Source: Drmač and Veselić,
// "New fast and accurate Jacobi SVD algorithm I", SIAM J. Matrix Anal. Appl. 29 (2008).
// Numbers that the work on one matrix needs, L = max(m, n), K = min(m, n): 2K · (L | 1) + 2K · (K | 1) + 7K.
#include "reflectors.cuh"

namespace {

constexpr int MAX_SWEEPS = 60;
constexpr double EPSILON = 0x1p-52;

/** Squares of lengths below this part of the largest are taken for 0. */
constexpr double NEGLIGIBLE = 1e-280;

/** A = Q R Pᵀ in its columns, R's diagonal in beta; order[k] is the column of A that is column k of Q R. */
template <typename T>
__device__ void factorPivoting(Reflectors<T> h, int* order, double* norms) {
    Vectors<T> a = h.v;
    share(a.count, [&](int k) { order[k] = k; });
    for (int k = 0; k < a.count; k++) {
        share(a.count - k, [&](int e) { norms[k + e] = norm(a[k + e], k, a.length); });
        int best = k;
        for (int j = k + 1; j < a.count; j++) {
            best = norms[j] > norms[best] ? j : best;
        }
        __syncthreads();
        if (best != k) {
            share(a.length, [&](int i) {
                T t = a(k, i);
                a(k, i) = a(best, i);
                a(best, i) = t;
                if (i == 0) {
                    int o = order[k];
                    order[k] = order[best];
                    order[best] = o;
                }
            });
        }
        h.make(k);
        share(a.count - k - 1, [&](int e) { h.apply(k, true, a[k + 1 + e]); });
    }
}

/** Two columns that meet, and the threads that belong to them. */
struct Team {
    int p;
    int q;
    int lane;
    int lanes;
    bool plays;
};

/** This thread's team in a step of a sweep over n columns. */
__device__ Team teamOf(int n, int step) {
    int players = n + (n & 1);
    int pairs = players / 2;
    int lanes = max(1, static_cast<int>(blockDim.x) / pairs);
    int pair = threadIdx.x / lanes;
    int a = (step + pair) % (players - 1);
    int b = pair == 0 ? players - 1 : (step - pair + players - 1) % (players - 1);
    return {min(a, b), max(a, b), static_cast<int>(threadIdx.x) % lanes, lanes, pair < pairs && max(a, b) < n};
}

/** What the threads of a block have found of the products of their columns, and whether a pair was rotated. */
struct Board {
    double pp[MOST_THREADS];
    double qq[MOST_THREADS];
    double re[MOST_THREADS];
    double im[MOST_THREADS];
    int rotated;
};

/** Squares of two columns and their product conj(p)·q. */
template <typename T>
struct Products {
    double pp;
    double qq;
    T pq;
};

/** A team's products: each thread sums its elements, then each the sums of all. */
template <typename T>
__device__ Products<T> products(Vectors<T> x, Team team, Board& board) {
    double pp = 0;
    double qq = 0;
    T pq = {};
    for (int i = team.lane; team.plays && i < x.length; i += team.lanes) {
        pp += square(x(team.p, i));
        qq += square(x(team.q, i));
        pq = pq + conj(x(team.p, i)) * x(team.q, i);
    }
    board.pp[threadIdx.x] = pp;
    board.qq[threadIdx.x] = qq;
    board.re[threadIdx.x] = real(pq);
    board.im[threadIdx.x] = imag(pq);
    __syncthreads();
    int first = threadIdx.x - team.lane;
    Products<T> all = {0, 0, T{}};
    for (int t = first; t < first + team.lanes && t < blockDim.x; t++) {
        all.pp += board.pp[t];
        all.qq += board.qq[t];
        all.pq = all.pq + number<T>(board.re[t], board.im[t]);
    }
    return all;
}

/** (p, q) ← (c·p − s·conj(u)·q, s·u·p + c·q), after an exchange if so asked; |u| = 1. */
template <typename T>
struct Rotation {
    bool exchanged;
    double c;
    double s;
    T u;

    __device__ void apply(Vectors<T> x, Team team) const {
        for (int i = team.lane; i < x.length; i += team.lanes) {
            T a = x(exchanged ? team.q : team.p, i);
            T b = x(exchanged ? team.p : team.q, i);
            x(team.p, i) = c * a - s * (conj(u) * b);
            x(team.q, i) = s * (u * a) + c * b;
        }
    }
};

/** What makes two columns orthogonal, the longer one first; none if they are so already or one is nothing. */
template <typename T>
__device__ Rotation<T> rotation(Products<T> x, double tolerance, double least) {
    bool exchanged = x.pp < x.qq;
    double pp = exchanged ? x.qq : x.pp;
    double qq = exchanged ? x.pp : x.qq;
    T pq = exchanged ? conj(x.pq) : x.pq;
    double size = hypot(real(pq), imag(pq));
    if (qq <= least || size <= tolerance * sqrt(pp) * sqrt(qq)) {
        return {exchanged, 1, 0, number<T>(1, 0)};
    }
    double zeta = (qq - pp) / (2 * size);
    double t = copysign(1 / (fabs(zeta) + hypot(1.0, zeta)), zeta);
    double c = 1 / hypot(1.0, t);
    return {exchanged, c, c * t, number<T>(real(pq) / size, imag(pq) / size)};
}

/** Rotates columns of x until all are orthogonal, those of w along with them; false if it would not end. */
template <typename T>
__device__ bool converges(Vectors<T> x, Vectors<T> w) {
    __shared__ Board board;
    int n = x.count;
    double own = 0;
    share(n, [&](int k) { own = fmax(own, real(dot(x[k], x[k], 0, n))); });
    double least = largestOfBlock(own) * NEGLIGIBLE;
    double tolerance = EPSILON * sqrt(static_cast<double>(n));
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
        share(1, [&](int) { board.rotated = 0; });
        for (int step = 0; step < n - 1 + (n & 1); step++) {
            Team team = teamOf(n, step);
            Rotation<T> r = rotation(products(x, team, board), tolerance, least);
            if (team.plays && r.s != 0) {
                board.rotated = 1;
            }
            if (team.plays && (r.s != 0 || r.exchanged)) {
                r.apply(x, team);
                r.apply(w, team);
            }
            __syncthreads();
        }
        bool done = board.rotated == 0;
        __syncthreads();
        if (done) {
            return true;
        }
    }
    return false;
}

/** Vector place[k] becomes the unit vector that the first k leave most of, without their part. */
template <typename T>
__device__ void complete(Vectors<T> x, const int* place, int k, T* dots, double* taken) {
    T* own = x[place[k]];
    share(x.length, [&](int i) {
        double sum = 0;
        for (int j = 0; j < k; j++) {
            sum += square(x(place[j], i));
        }
        taken[i] = sum;
    });
    int best = 0;
    for (int i = 1; i < x.length; i++) {
        best = taken[i] < taken[best] ? i : best;
    }
    share(x.length, [&](int i) { own[i] = number<T>(i == best ? 1 : 0, 0); });
    for (int pass = 0; pass < 2; pass++) {
        share(k, [&](int j) { dots[j] = dot(x[place[j]], own, 0, x.length); });
        share(x.length, [&](int i) {
            for (int j = 0; j < k; j++) {
                own[i] = own[i] - dots[j] * x(place[j], i);
            }
        });
    }
    double size = norm(own, 0, x.length);
    __syncthreads();
    share(x.length, [&](int i) { own[i] = number<T>(real(own[i]) / size, imag(own[i]) / size); });
}

/** The columns become unit vectors, the k-th longest at place[k], and sigma[k] its length; nothings become a basis. */
template <typename T>
__device__ void normalise(Vectors<T> x, double* sigma, int* place, T* dots, double* lengths) {
    int n = x.count;
    share(n, [&](int k) { lengths[k] = norm(x[k], 0, n); });
    share(n, [&](int k) {
        int rank = 0;
        for (int j = 0; j < n; j++) {
            rank += lengths[j] > lengths[k] || (lengths[j] == lengths[k] && j < k);
        }
        place[rank] = k;
        sigma[rank] = lengths[k];
    });
    int known = 0;
    double least = n > 0 ? sigma[0] * sqrt(NEGLIGIBLE) : 0;
    while (known < n && sigma[known] > least) {
        known++;
    }
    __syncthreads();
    share(n * n, [&](int e) {
        int k = e / n;
        if (k < known) {
            T& v = x(place[k], e % n);
            v = number<T>(real(v) / sigma[k], imag(v) / sigma[k]);
        }
    });
    for (int k = known; k < n; k++) {
        share(1, [&](int) { sigma[k] = 0; });
        complete(x, place, k, dots, lengths);
    }
}

/** The pieces that the work on one matrix is done in. */
template <typename T>
struct Parts {
    Reflectors<T> h;
    Vectors<T> u;
    Vectors<T> x;
    Vectors<T> w;
    T* dots;
    double* sigma;
    double* lengths;
    int* order;
    int* place;

    __device__ Parts(Area<T> area, int n, int length) {
        h = {Vectors<T>::in(area, n, length), area.take(n), area.takeReal(n), 0};
        u = Vectors<T>::in(area, n, length);
        x = Vectors<T>::in(area, n, n);
        w = Vectors<T>::in(area, n, n);
        dots = area.take(n);
        sigma = area.takeReal(n);
        lengths = area.takeReal(n);
        order = reinterpret_cast<int*>(area.takeReal(n));
        place = reinterpret_cast<int*>(area.takeReal(n));
    }
};

/** Stores U, the singular values and V; of a wide matrix the left vectors are those on the right. */
template <typename E>
__device__ void finish(Item<E>& item, const Parts<Wide<E>>& s, int exponent) {
    typedef Wide<E> T;
    int n = s.x.count;
    int length = s.u.length;
    bool wide = item.m < item.n;
    int left = wide ? item.m + 1 : 0;
    int right = wide ? 0 : item.m + 1;
    share((length + 1 + n) * n, [&](int e) {
        int i = e / n;
        int k = e % n;
        int from = s.place[k];
        if (i < length) {
            item.store(n, left + i, k, s.u(from, i));
        } else if (i < length + n) {
            item.store(n, right + s.order[i - length], k, s.x(from, i - length));
        } else {
            item.store(n, item.m, k, number<T>(scalbn(s.sigma[k], exponent), 0));
        }
    });
}

template <typename E>
__device__ Status svd(Item<E>& item) {
    typedef Wide<E> T;
    bool wide = item.m < item.n;
    int n = min(item.m, item.n);
    int length = max(item.m, item.n);
    Parts<T> s(item.area, n, length);
    Vectors<T> a = s.h.v;
    double largest = load(item.a, item.m, item.n, a.first, wide ? a.step : 1, wide ? 1 : a.step);
    if (largest == INFINITY) {
        return NOT_FINITE;
    }
    int exponent = exponentAbove(largest);
    a.shift(-exponent);
    if (wide) {
        share(n * length, [&](int e) { a(e / length, e % length) = conj(a(e / length, e % length)); });
    }
    factorPivoting(s.h, s.order, s.lengths);
    share(n * n, [&](int e) {
        int i = e / n;
        int j = e % n;
        T diagonal = number<T>(s.h.beta[i], 0);
        s.x(i, j) = j < i ? T{} : i == j ? diagonal : conj(a(j, i));
    });
    s.w.setUnits();
    if (!converges(s.x, s.w)) {
        return NOT_CONVERGED;
    }
    normalise(s.x, s.sigma, s.place, s.dots, s.lengths);
    share(n * length, [&](int e) {
        int k = e / length;
        int i = e % length;
        s.u(k, i) = i < n ? s.w(k, i) : T{};
    });
    s.h.applyAll(n, s.u);
    finish(item, s, exponent);
    return FINE;
}

}  // namespace

FACTOR_EACH_TYPE(svd, (m + 1 + n) * min(m, n), svd)
