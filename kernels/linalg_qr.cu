// A = Q R of small matrices by Householder reflections of their columns.
//
// Numbers that the work on one matrix needs: 2n · (m | 1) + 2n.
#include "reflectors.cuh"

namespace {

template <typename E>
__device__ Status qr(Item<E>& item) {
    typedef Wide<E> T;
    int m = item.m;
    int n = item.n;
    Vectors<T> a = Vectors<T>::in(item.area, n, m);
    Vectors<T> q = Vectors<T>::in(item.area, n, m);
    Reflectors<T> h = {a, item.area.take(n), item.area.takeReal(n), 0};
    double largest = load(item.a, m, n, a.first, 1, a.step);
    if (largest == INFINITY) {
        return NOT_FINITE;
    }
    int exponent = exponentAbove(largest);
    a.shift(-exponent);
    for (int k = 0; k < n; k++) {
        h.make(k);
        share(n - k - 1, [&](int e) { h.apply(k, true, a[k + 1 + e]); });
    }
    q.setUnits();
    h.applyAll(n, q);
    share((m + n) * n, [&](int e) {
        int i = e / n;
        int j = e % n;
        int row = i - m;
        double sign = h.beta[i < m ? j : row] < 0 ? -1 : 1;
        T x = {};
        if (i < m) {
            x = sign * q(j, i);
        } else if (row == j) {
            x = number<T>(scalbn(sign * h.beta[j], exponent), 0);
        } else if (row < j) {
            x = scaled(sign * a(j, row), exponent);
        }
        item.store(n, i, j, x);
    });
    return FINE;
}

}  // namespace

FACTOR_EACH_TYPE(qr, (m + n) * n, qr)
