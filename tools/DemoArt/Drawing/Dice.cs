namespace Maru.DemoArt.Drawing;

/// <summary>Chance that falls the same way for the same name, on every machine: xorshift over an FNV hash.</summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(string name)
    {
        _state = 14695981039346656037;
        foreach (var c in name)
        {
            _state = (_state ^ c) * 1099511628211;
        }

        _state |= 1;
    }

    public double Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (_state >> 11) * (1.0 / (1UL << 53));
    }

    public double Between(double low, double high) => low + Next() * (high - low);

    public int Below(int count) => (int)(Next() * count);

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
