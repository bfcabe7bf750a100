using System.Globalization;
using Benchmarks;
using Benchmarks.Contacts;
using Benchmarks.Mail;
using Benchmarks.Workbooks;

// Benchmarks [GROUP|NAME…] [--json]: measures the budgets that need the product's own code; scripts/bench calls it.
if (args is ["--export-run", var store, var format, var file])
    return await ExportRun.RunAsync(store, format, file, CancellationToken.None);
if (args is ["--mail-pages", .. var pages])
    return await PageServer.RunAsync(pages);
if (args is ["--data-sheet-run", var rows, var sheet])
    return await DataSheetRun.RunAsync(int.Parse(rows, CultureInfo.InvariantCulture), sheet, CancellationToken.None);
if (args is ["--cell-model-run", var cells, var rewritten])
    return CellModelRun.Run(cells, rewritten);
IBench[] all =
[
    new MakeStores(),
    new ExportBench(),
    new ImportBench(),
    new SearchSpeed(),
    new DuplicatesBench(),
    new ListSpeed(),
    new NotificationsBench(),
    new FirstSync(),
    new RequestLimitsBench(),
    new IdleRounds(),
    new GrowingLog(),
    new CustomerValueFit(),
    new ExecutiveBench(),
    new PipelineBench(),
    new FunctionsBench(),
    new DataSheetBench(),
];

var isJson = args.Contains("--json");
var wanted = args.Where(a => a != "--json").ToList();
var chosen = all.Where(b => wanted.Count == 0 || wanted.Contains(b.Group) || wanted.Contains(b.Name)).ToList();
if (wanted.Find(w => !all.Any(b => b.Group == w || b.Name == w)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"bench: there is no group or figure \"{unknown}\"; there are {string.Join(", ", all.Select(b => b.Group).Distinct().Concat(all.Select(b => b.Name)))}.");
    return 2;
}
var root = Environment.GetEnvironmentVariable("CRM_BENCH_ROOT") ?? Directory.GetCurrentDirectory();
var shared = Path.GetFullPath(Path.Combine(root, "..", "shared", "data"));
var output = new BenchOutput(isJson, Console.Out)
{
    DataFolder = Directory.CreateDirectory(Path.Combine(root, "bench-data")).FullName,
    SharedData = Directory.Exists(shared) ? shared : null,
};
foreach (var bench in chosen)
    await bench.RunAsync(output, CancellationToken.None);
return 0;
