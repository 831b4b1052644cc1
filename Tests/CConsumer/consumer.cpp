// activations.h from C++: every activation and softmax over threads of the host's own.
#include <activations.h>

#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "check.h"

int main() {
    std::vector<float> x(100000), want(x.size());
    for (std::size_t i = 0; i < x.size(); i++) x[i] = static_cast<float>(i % 2001) / 100 - 10;

    for (std::size_t i = 0; i < act_count(); i++) {
        const act_activation *a = act_at(i);
        CHECK(act_find(std::string(act_name(a)).c_str()) == a);
        CHECK(act_forward(a, nullptr, ACT_F32, x.size(), x.data(), want.data()) == ACT_OK);
        std::vector<std::thread> threads;
        std::vector<std::vector<float>> results(4, x);
        for (auto &result : results)
            threads.emplace_back([&result, a] {
                act_forward(a, nullptr, ACT_F32, result.size(), result.data(), result.data());
            });
        for (auto &thread : threads) thread.join();
        for (auto &result : results)
            for (std::size_t j = 0; j < result.size(); j++)
                CHECK(result[j] == want[j] || (std::isnan(result[j]) && std::isnan(want[j])));
    }

    const std::size_t shape[] = {100, 1000};
    CHECK(act_softmax(ACT_F32, 2, shape, -1, x.data(), x.data()) == ACT_OK);
    for (std::size_t row = 0; row < 100; row++) {
        double sum = 0;
        for (std::size_t j = 0; j < 1000; j++) sum += x[row * 1000 + j];
        CHECK(std::fabs(sum - 1) < 1e-5);
    }
    CHECK(act_status_message(static_cast<act_status>(9)) != nullptr);
    return failures("consumer.cpp");
}
