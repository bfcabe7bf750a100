// Writes the rows of the data-sheet bench as a workbook with libxlsxwriter in constant-memory mode, at a deflate level.
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>
#include <zlib.h>

static int level;

// The library has no setting for the level: this stands before zlib's own and passes it on.
int deflateInit2_(z_streamp stream, int asked, int method, int bits, int memory, int strategy, const char *version, int size)
{
    (void)asked;
    int (*real)(z_streamp, int, int, int, int, int, const char *, int) = dlsym(RTLD_NEXT, "deflateInit2_");
    return real(stream, level, method, bits, memory, strategy, version, size);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: write-sheet ROWS LEVEL WORKBOOK\n");
        return 2;
    }
    long rows = atol(argv[1]);
    level = atoi(argv[2]);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = NULL, .use_zip64 = LXW_FALSE};
    lxw_workbook *workbook = workbook_new_opt(argv[3], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Deals");
    lxw_format *money = workbook_add_format(workbook), *rate = workbook_add_format(workbook), *date = workbook_add_format(workbook);
    format_set_num_format(money, "#,##0.00");
    format_set_num_format(rate, "0.0%");
    format_set_num_format(date, "dd mmm yyyy");
    const char *headings[] = {"Deal", "Account", "Owner", "Stage", "Currency", "Number", "Days", "Amount", "Weighted", "Probability", "Opened", "Closes"};
    for (int column = 0; column < 12; column++)
        worksheet_write_string(sheet, 0, column, headings[column], NULL);
    char text[100];
    for (long i = 0; i < rows; i++) {
        lxw_row_t row = i + 1;
        snprintf(text, sizeof text, "Deal %ld over the northern region", i);
        worksheet_write_string(sheet, row, 0, text, NULL);
        snprintf(text, sizeof text, "Account & Sons %ld", i * 7 % 9973);
        worksheet_write_string(sheet, row, 1, text, NULL);
        snprintf(text, sizeof text, "Owner %ld", i % 97);
        worksheet_write_string(sheet, row, 2, text, NULL);
        snprintf(text, sizeof text, "Stage %ld", i % 5);
        worksheet_write_string(sheet, row, 3, text, NULL);
        worksheet_write_string(sheet, row, 4, "SAR", NULL);
        worksheet_write_number(sheet, row, 5, i, NULL);
        worksheet_write_number(sheet, row, 6, i % 365, NULL);
        worksheet_write_number(sheet, row, 7, i * 37 % 1000000 / 100.0, money);
        worksheet_write_number(sheet, row, 8, i * 53 % 1000000 / 100.0, money);
        worksheet_write_number(sheet, row, 9, i % 100 / 100.0, rate);
        worksheet_write_number(sheet, row, 10, 44000 + i % 2000, date);
        worksheet_write_number(sheet, row, 11, 44100 + i % 2000, date);
    }
    return workbook_close(workbook) == LXW_NO_ERROR ? 0 : 1;
}
