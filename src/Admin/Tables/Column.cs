using Microsoft.AspNetCore.Components;

namespace Maru.Admin.Tables;

/// <summary>A column of a list: its words for the table's file, and what stands in the cell where that is more than words.</summary>
/// <param name="Key">Its name in addresses: "?sort=-placed".</param>
public sealed record Column<TRow>(string Key, string Title, Func<TRow, string> Text)
{
    public RenderFragment<TRow>? Cell { get; init; }

    /// <summary>What the file says where that differs: sums and counts without signs and commas.</summary>
    public Func<TRow, string>? InFile { get; init; }

    /// <summary>Figures stand at the right.</summary>
    public bool IsNumber { get; init; }

    public bool IsCode { get; init; }

    /// <summary>A date and time, kept on one line.</summary>
    public bool IsMoment { get; init; }

    /// <summary>The list can be sorted by it where it is read.</summary>
    public bool Sorts { get; init; }

    /// <summary>What a list that is held in memory is sorted by.</summary>
    public Func<TRow, IComparable?>? By { get; init; }

    /// <summary>Stands in the page alone: buttons, pictures.</summary>
    public bool OnPageOnly { get; init; }

    /// <summary>Stands in the file alone.</summary>
    public bool InFileOnly { get; init; }

    internal string? Style => IsNumber ? "num" : IsCode ? "code" : IsMoment ? "when" : OnPageOnly ? "acts" : null;

    public bool IsSortable => Sorts || By is not null;
}
