// Writes the cells of a file as a workbook with libxlsxwriter in constant-memory mode.
// The file holds cell after cell: a 32-bit length in the machine's order and as many bytes of UTF-8; COLUMNS cells make a row.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: write-cells CELLS COLUMNS WORKBOOK\n");
        return 2;
    }
    FILE *cells = fopen(argv[1], "rb");
    if (!cells) {
        perror(argv[1]);
        return 1;
    }
    setvbuf(cells, NULL, _IOFBF, 1 << 20);
    int columns = atoi(argv[2]);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = NULL, .use_zip64 = LXW_FALSE};
    lxw_workbook *workbook = workbook_new_opt(argv[3], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Contacts");
    static char text[1 << 20];
    uint32_t length;
    lxw_row_t row = 0;
    lxw_col_t column = 0;
    while (fread(&length, sizeof length, 1, cells) == 1) {
        if (length >= sizeof text || fread(text, 1, length, cells) != length)
            return 1;
        text[length] = 0;
        if (length > 0)
            worksheet_write_string(sheet, row, column, text, NULL);
        if (++column == columns) {
            column = 0;
            row++;
        }
    }
    fclose(cells);
    return workbook_close(workbook) == LXW_NO_ERROR ? 0 : 1;
}
