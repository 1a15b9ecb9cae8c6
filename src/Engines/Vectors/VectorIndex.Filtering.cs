using System.Runtime.CompilerServices;

namespace Maru.Engines.Vectors;

public sealed unsafe partial class VectorIndex<TKey>
{
    /// <summary>A filter made ready to be asked a million times: nothing optional left, and one category told without a list.</summary>
    private readonly struct Sieve : ISlotFilter
    {
        private readonly VectorIndex<TKey> _index;
        private readonly Func<TKey, bool>? _where;
        private readonly int[]? _categories;
        private readonly long _least;
        private readonly long _most;
        private readonly int _category;
        private readonly bool _inAnyCategory;
        private readonly bool _inStockOnly;

        public Sieve(VectorIndex<TKey> index, VectorFilter<TKey> filter)
        {
            _index = index;
            _where = filter.Where;
            _least = filter.MinPrice ?? long.MinValue;
            _most = filter.MaxPrice ?? long.MaxValue;
            _inStockOnly = filter.InStockOnly;
            _inAnyCategory = filter.Categories is null;
            if (filter.Categories is [var only])
            {
                _category = only;
            }
            else if (filter.Categories is { } several)
            {
                _categories = [.. several];
            }
        }

        public bool Passes(int slot)
        {
            var facets = _index.FacetsOf(slot);
            return facets->IsAlive && Passes(facets, slot);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Passes(Facets* facets, int slot) =>
            (_inAnyCategory || (_categories is null ? facets->Category == _category : _categories.AsSpan().Contains(facets->Category)))
            && facets->Price >= _least
            && facets->Price <= _most
            && (!_inStockOnly || facets->Stock != 0)
            && (_where is null || _where(_index.KeyOf(slot)));
    }
}
