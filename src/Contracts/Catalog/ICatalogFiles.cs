namespace Maru.Contracts.Catalog;

/// <summary>Files of goods, in the formats shops already use. The paths are of the machine that runs the catalogue.</summary>
public interface ICatalogFiles
{
    /// <summary>Begins to read a file. Fails at once if it is no file of a known format; what is wrong inside is in the run's problems.</summary>
    Task<Result<ImportRun>> StartImportAsync(ImportFile file, CancellationToken ct);

    Task<ImportRun?> FindImportAsync(Guid run, CancellationToken ct);

    /// <summary>The latest first. Dry runs are not remembered.</summary>
    Task<IReadOnlyList<ImportRun>> ListImportsAsync(int limit, CancellationToken ct);

    /// <summary>Writes all products that are not archived into a file.</summary>
    Task<Result<ExportReport>> ExportAsync(ExportFile file, CancellationToken ct);
}

public enum FileFormat
{
    /// <summary>The CSV file of products that Shopify exports and imports.</summary>
    Shopify,

    /// <summary>A Google Merchant feed as text with tabs.</summary>
    Google,

    /// <summary>A Google Merchant feed as RSS or Atom.</summary>
    GoogleXml,

    /// <summary>A JSON object a line.</summary>
    Jsonl,
}

/// <param name="Format">Null: told by the file's name and first line.</param>
/// <param name="Currency">Of prices that name none (Shopify's do not).</param>
/// <param name="Seller">Whose goods they are, unless a line names another.</param>
/// <param name="Name">The name to show; null for that of the path.</param>
public sealed record ImportFile(string Path, FileFormat? Format, Currency Currency, SellerId Seller, bool DryRun = false, string? Name = null)
{
    /// <summary>Remove the file when it is read.</summary>
    public bool Temporary { get; init; }
}

public enum ImportStatus
{
    Running,
    Done,

    /// <summary>The file could not be read to its end; what came before is in.</summary>
    Failed,
}

/// <param name="Problems">The first thousand; <paramref name="Failed"/> counts all.</param>
public sealed record ImportRun(
    Guid Id, string Name, FileFormat Format, bool DryRun, ImportStatus Status, long BytesRead, long BytesTotal, int Created, int Updated, int Unchanged, int Failed,
    IReadOnlyList<ImportProblem> Problems, string? Error, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

public sealed record ExportFile(string Path, FileFormat Format, Currency Currency, SellerId? Seller = null);

public sealed record ExportReport(int Products, int Variants, long Bytes);

public sealed record FileRefused(string Reason) : Failure(FailureKind.Unprocessable, "file-refused", Reason);
