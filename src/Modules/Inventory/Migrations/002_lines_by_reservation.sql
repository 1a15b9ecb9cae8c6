-- Lines are only ever found by their reservation; the other way round cost every reservation an index entry for nothing.
drop index reservation_lines_sku;
