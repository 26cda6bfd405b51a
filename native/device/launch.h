// Makes a launch of a kernel and its arguments, checked as the driver checks them.
#pragma once

#include "driver.h"

struct LaunchShape {
    ptx::Extent grid;
    ptx::Extent block;
    unsigned sharedBytes;
    void** parameters;
    void** extra;
};

int makeLaunch(Context& context, Handle function, const LaunchShape& shape, std::shared_ptr<Launch>& made);
