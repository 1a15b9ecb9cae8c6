namespace Maru.Engines.Vectors;

/// <summary>
/// What a slot can be filtered by: 16 bytes apart from key and vector, as a filter reads all of them. Written before the slot is
/// alive; may change later, a word at a time.
/// </summary>
internal struct Facets
{
    public long Price;
    public int Category;
    public byte Stock;
    private byte _alive;

    public bool IsAlive
    {
        get => Volatile.Read(ref _alive) != 0;
        set => Volatile.Write(ref _alive, value ? (byte)1 : (byte)0);
    }

    public void Set(VectorAttributes attributes)
    {
        Price = attributes.Price;
        Category = attributes.Category;
        Stock = attributes.InStock ? (byte)1 : (byte)0;
    }
}
