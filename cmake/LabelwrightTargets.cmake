# How every target of the project is made: options, libraries, tests.

# The build type Dev has no flags of its own: most of ./test is compiling, so it is neither optimised nor has debug
# information; assertions are on.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Without these ccache would not keep what was compiled with precompiled headers.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${CCACHE_PROGRAM}")
endif()

# It links in half the time of the usual one, and there are many programs of tests.
find_program(GOLD_LINKER ld.gold)
if(GOLD_LINKER AND CMAKE_BUILD_TYPE STREQUAL "Dev")
    add_link_options(-fuse-ld=gold)
endif()

add_library(labelwright_options INTERFACE)
target_compile_features(labelwright_options INTERFACE cxx_std_20)
target_include_directories(labelwright_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(labelwright_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${LABELWRIGHT_WARNINGS_AS_ERRORS}>:-Werror>)
if(LABELWRIGHT_SANITIZE)
    target_compile_options(labelwright_options INTERFACE -fsanitize=${LABELWRIGHT_SANITIZE} -fno-sanitize-recover=all)
    # The sanitizer stands between a program and dlopen(), which then knows the program's run path only in its old form.
    target_link_options(labelwright_options INTERFACE -fsanitize=${LABELWRIGHT_SANITIZE} LINKER:--disable-new-dtags)
endif()

# labelwright_precompiled(<name> HEADERS <header>... [LINKS <target>...] [DEFINITIONS <definition>...])
# Headers that are compiled once, for targets that link the same libraries: target_precompile_headers(... REUSE_FROM).
# Files include what they use all the same.
function(labelwright_precompiled name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;LINKS;DEFINITIONS")
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp" "")
    add_library(${name} OBJECT "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
    target_link_libraries(${name} PRIVATE labelwright_options ${arg_LINKS})
    target_compile_definitions(${name} PRIVATE ${arg_DEFINITIONS})
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

# labelwright_library(<name> SOURCES <cpp>... HEADERS <h>... [LINKS <public>...] [PRIVATE_LINKS <private>...])
# A static library labelwright_<name>, with the alias labelwright::<name>. Its public headers compile alone in the
# target all_verify_interface_header_sets.
function(labelwright_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;LINKS;PRIVATE_LINKS")
    set(target labelwright_${name})
    add_library(${target} STATIC ${arg_SOURCES})
    add_library(labelwright::${name} ALIAS ${target})
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}" FILES ${arg_HEADERS})
    set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
    target_link_libraries(${target} PUBLIC labelwright_options ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
endfunction()

add_custom_target(threaded_tests COMMENT "Tests of what has threads of its own; ctest knows them by the label threads")

# labelwright_program_of_tests(<name> <cpp>... LINKS <target>...)
# A program of tests of this folder, compiled with the headers that most of its tests include.
function(labelwright_program_of_tests name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS")
    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
    add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PRIVATE Qt6::Test labelwright_test_support ${arg_LINKS})
    if(folder MATCHES "^ui/(canvas|home|look|review|work)$|^app$")
        target_precompile_headers(${name} REUSE_FROM widget_test_headers)
    elseif(folder STREQUAL "ui/bridge" OR "labelwright_test_program" IN_LIST arg_LINKS)
        target_precompile_headers(${name} REUSE_FROM program_test_headers)
    else()
        target_precompile_headers(${name} REUSE_FROM core_test_headers)
    endif()
    if(folder MATCHES "^(core/job|ui/bridge)$")
        add_dependencies(threaded_tests ${name})
    endif()
endfunction()

# labelwright_ctest(<XTest> <command>...)
# Run by ctest offscreen under the name of this folder below tests/ and its own.
function(labelwright_ctest name)
    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
    add_test(NAME ${folder}/${name} COMMAND ${ARGN})
    set_tests_properties(${folder}/${name} PROPERTIES
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=Asia/Seoul" TIMEOUT 120)
    if(folder MATCHES "^(core/job|ui/bridge)$")
        set_tests_properties(${folder}/${name} PROPERTIES LABELS threads)
    endif()
endfunction()

# labelwright_tests(TESTS <XTest>... LINKS <target>...)
# One program <folder>_tests for all of this folder's tests, which linking each alone would take longer than all the
# rest; ctest still runs each in a process of its own.
function(labelwright_tests)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "TESTS;LINKS")
    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
    string(REPLACE "/" "_" program "${folder}_tests")
    list(TRANSFORM arg_TESTS APPEND ".cpp" OUTPUT_VARIABLE sources)
    labelwright_program_of_tests(${program} "${PROJECT_SOURCE_DIR}/tests/support/TestProgram.cpp" ${sources}
        LINKS ${arg_LINKS})
    foreach(test IN LISTS arg_TESTS)
        labelwright_ctest(${test} ${program} ${test})
    endforeach()
endfunction()

# labelwright_test(<XTest> [LINKS <target>...])
# A program of its own for a test that starts, or is linked, in another way than those of its folder.
function(labelwright_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS")
    labelwright_program_of_tests(${name} ${name}.cpp LINKS ${arg_LINKS})
    labelwright_ctest(${name} ${name})
endfunction()
