# cmake -DSOURCE=… -DHEADER=… -P commit.cmake: writes the commit into HEADER, if it has changed. Empty
# outside a Git checkout.
execute_process(COMMAND git -C ${SOURCE} rev-parse --short=7 HEAD
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE status)
if(NOT status EQUAL 0 OR NOT EXISTS ${SOURCE}/.git)
    set(commit "")
endif()
file(CONFIGURE OUTPUT ${HEADER} CONTENT "#define ROOMKEEPER_COMMIT \"${commit}\"\n")
