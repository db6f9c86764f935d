# Single OpenCV modules by name, as imported targets OpenCV::<module>.
# OpenCV's own package file comes with libopencv-dev, which installs every module and GDAL; this needs only the -dev
# packages of the modules named in COMPONENTS.
include(FindPackageHandleStandardArgs)

find_path(OpenCVModules_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4)
foreach(module IN LISTS OpenCVModules_FIND_COMPONENTS)
    find_library(OpenCVModules_${module}_LIBRARY opencv_${module})
    if(OpenCVModules_${module}_LIBRARY)
        set(OpenCVModules_${module}_FOUND TRUE)
    endif()
endforeach()

find_package_handle_standard_args(OpenCVModules REQUIRED_VARS OpenCVModules_INCLUDE_DIR HANDLE_COMPONENTS)

foreach(module IN LISTS OpenCVModules_FIND_COMPONENTS)
    if(OpenCVModules_${module}_FOUND AND NOT TARGET OpenCV::${module})
        add_library(OpenCV::${module} UNKNOWN IMPORTED)
        set_target_properties(OpenCV::${module} PROPERTIES
            IMPORTED_LOCATION "${OpenCVModules_${module}_LIBRARY}"
            INTERFACE_INCLUDE_DIRECTORIES "${OpenCVModules_INCLUDE_DIR}")
    endif()
endforeach()
