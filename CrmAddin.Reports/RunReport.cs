using System.Data;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports;

/// <summary>Writes the report of a name.</summary>
public sealed class RunReport(IEnumerable<IReport> reports, CrmDb db, FirmSettings firm, TimeProvider clock)
{
    /// <summary>Writes the file. Errors: <see cref="ReportUnknown"/>, those of the frame and of the report, <see cref="FileNotWritable"/>.</summary>
    public async Task<Result<ReportOutcome>> RunAsync(string name, ReportRequest request, string path, CancellationToken cancel)
    {
        var read = await ReadAsync(name, request, cancel);
        if (!read.Succeeded)
            return read.Error;
        var (frame, content) = read.Value;
        var written = await OutputFile.WriteAsync(path, () => ReportWorkbook.WriteAsync(content, frame, path, cancel));
        return written.Succeeded ? new ReportOutcome(path, content.RowCount, content.Figures) : written.Error;
    }

    /// <summary>Reads the report without writing it. Errors: <see cref="ReportUnknown"/>, those of the frame and of the report.</summary>
    public async Task<Result<(ReportFrame Frame, ReportContent Content)>> ReadAsync(string name, ReportRequest request, CancellationToken cancel)
    {
        var report = reports.FirstOrDefault(one => one.Name == name);
        if (report is null)
            return new ReportUnknown(name, string.Join(", ", reports.Select(one => one.Name)));

        // Rows and totals are to be of the same moment. On SQLite any stricter level would take the lock for writing,
        // and its snapshot holds at this one too.
        await using var moment = await db.Database.BeginTransactionAsync(
            db.Database.IsSqlite() ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancel);
        var frame = await FrameAsync(request, cancel);
        if (!frame.Succeeded)
            return frame.Error;
        var content = await report.ReadAsync(frame.Value, cancel);
        return content.Succeeded ? (frame.Value, content.Value) : content.Error;
    }

    /// <summary>What every report knows before its rows. Errors: those of the frame.</summary>
    public Task<Result<ReportFrame>> FrameAsync(ReportRequest request, CancellationToken cancel) => new ReadFrame(db, firm, clock).RunAsync(request, cancel);
}
