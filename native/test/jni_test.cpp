// The calls of CudaExtras reach the driver, with a JNIEnv that can only do what they need.
#include <jni.h>

#include <cstdint>
#include <vector>

#include "testing.h"

namespace {

constexpr int NOT_FOUND = 500;

// The "array" that the fake environment writes to.
jlong written[2];

void JNICALL write(JNIEnv*, jlongArray, jsize start, jsize count, const jlong* values) {
    std::memcpy(written + start, values, count * sizeof(jlong));
}

JNIEnv* environment() {
    static JNINativeInterface_ functions = {};
    functions.SetLongArrayRegion = write;
    static JNIEnv env = {&functions};
    return &env;
}

void* driver() {
    static void* const library = testing::open(FAKE_DRIVER);
    return library;
}

template <typename... Arguments>
int extra(const char* name, Arguments... arguments) {
    static void* const library = testing::open(EXTRAS);
    std::string symbol = std::string("Java_org_argand_backend_cuda_CudaExtras_") + name;
    using Function = jint(JNIEnv*, jclass, Arguments...);
    return testing::function<Function>(library, symbol.c_str())(environment(), nullptr, arguments...);
}

constexpr jlongArray RESULT = nullptr;

const int64_t* launched(int index) {
    return testing::function<const int64_t*(int)>(driver(), "fake_launch")(index);
}

int launch_count() {
    return testing::function<int()>(driver(), "fake_launch_count")();
}

jlong address(const void* p) {
    return reinterpret_cast<jlong>(p);
}

}  // namespace

TEST(everything_is_missing_without_a_driver) {
    CHECK_EQUAL(NOT_FOUND, extra("setPoolAttribute", jint(0), jint(4), jlong(1)));
    CHECK_EQUAL(NOT_FOUND, extra("freeHost", jlong(0)));
}

TEST(what_the_driver_lacks_is_said_to_be_missing) {
    driver();
    CHECK_EQUAL(NOT_FOUND, extra("trimPool", jint(0), jlong(0)));
}

TEST(pool_attributes_are_those_of_the_device) {
    driver();
    CHECK_EQUAL(0, extra("setPoolAttribute", jint(1), jint(4), jlong(1) << 40));
    CHECK_EQUAL(0, extra("poolAttribute", jint(1), jint(4), RESULT));
    CHECK_EQUAL(jlong(1) << 40, written[0]);
    CHECK_EQUAL(1, extra("setPoolAttribute", jint(2), jint(4), jlong(1)));
}

TEST(host_memory_comes_and_goes) {
    driver();
    CHECK_EQUAL(0, extra("allocateHost", jlong(100), jint(0), RESULT));
    CHECK(written[0] != 0);
    std::memset(reinterpret_cast<void*>(written[0]), 1, 100);
    CHECK_EQUAL(0, extra("freeHost", written[0]));
}

TEST(update_falls_back_on_the_older_call) {
    driver();
    CHECK_EQUAL(0, extra("updateGraph", jlong(1), jlong(2)));
    CHECK_EQUAL(1, extra("updateGraph", jlong(2), jlong(1)));
}

TEST(capture_info_has_status_and_number) {
    driver();
    CHECK_EQUAL(0, extra("captureInfo", jlong(0), RESULT));
    CHECK_EQUAL(1, written[0]);
    CHECK_EQUAL(1234567890123, written[1]);
}

TEST(launch_passes_everything) {
    driver();
    int64_t values[] = {70, 80};
    void* parameters[] = {&values[0], &values[1]};
    CHECK_EQUAL(0, extra("launch", jlong(11), jint(1), jint(2), jint(3), jint(4), jint(5), jint(6), jint(7),
                       jlong(12), address(parameters)));
    const int64_t expected[] = {11, 1, 2, 3, 4, 5, 6, 7, 12, 70, 80};
    CHECK(std::memcmp(expected, launched(0), sizeof expected) == 0);
}

TEST(batch_launches_each_command) {
    driver();
    std::vector<int64_t> commands = {
        11, 1, 2, 3, 4, 5, 6, 7, 12, 2, 70, 80, 21, 9, 1, 1, 8, 1, 1, 0, 13, 3, 90, 91, 92};
    CHECK_EQUAL(0, extra("launchBatch", address(commands.data()), jint(2)));
    CHECK_EQUAL(2, launch_count());
    const int64_t second[] = {21, 9, 1, 1, 8, 1, 1, 0, 13, 90, 91};
    CHECK(std::memcmp(second, launched(1), sizeof second) == 0);
}

TEST(batch_stops_at_the_first_failure) {
    driver();
    std::vector<int64_t> commands = {0, 1, 1, 1, 1, 1, 1, 0, 0, 2, 1, 2, 11, 1, 1, 1, 1, 1, 1, 0, 0, 2, 1, 2};
    CHECK_EQUAL(1, extra("launchBatch", address(commands.data()), jint(2)));
    CHECK_EQUAL(0, launch_count());
}

TEST(batch_refuses_impossible_counts) {
    driver();
    std::vector<int64_t> commands = {11, 1, 1, 1, 1, 1, 1, 0, 0, 1 << 20, 1};
    CHECK_EQUAL(1, extra("launchBatch", address(commands.data()), jint(1)));
    commands[9] = -1;
    CHECK_EQUAL(1, extra("launchBatch", address(commands.data()), jint(1)));
    CHECK_EQUAL(0, launch_count());
}
