using Maru.DemoArt.Drawing;

namespace Maru.DemoArt.Range;

/// <summary>One product as its buyer would jot it down; <see cref="Catalogue"/> writes it out in full.</summary>
/// <param name="Price">List price in thousands of won.</param>
/// <param name="Off">Discount in per cent; 0 for none.</param>
/// <param name="Colors">Colour codes, parted by blanks.</param>
/// <param name="Features">Codes of <see cref="Words.Features"/>, the most telling first.</param>
internal sealed record Goods(string Category, string Ko, string En, string Brand, double Price, int Off, string Colors, Art Art, string Material, string Features, string Cut = "")
{
    public string Slug => Catalogue.Slug(En);
}

internal sealed class Shelf(string category)
{
    public List<Goods> Items { get; } = [];

    public Shelf Add(string ko, string en, string brand, double price, int off, string colors, Art art, string material, string features, string? women = null)
    {
        if (women is null)
        {
            Items.Add(new Goods(category, ko, en, brand, price, off, colors, art, material, features));
            return this;
        }

        // The same design cut twice, as clothes shops list it.
        Items.Add(new Goods(category, $"남성 {ko}", $"Men's {en}", brand, price, off, colors, art, material, features, "men"));
        var cut = art is Drawing.Clothes.Top top ? top with { Width = top.Width - 14, Length = top.Length * 0.95, Flare = top.Flare + 6 } : art;
        Items.Add(new Goods(category, $"여성 {ko}", $"Women's {en}", brand, price - (price > 60 ? 10 : 0), Math.Max(0, off - 10 + (int)(price % 3) * 10), women, cut, material, features, "women"));
        return this;
    }
}
