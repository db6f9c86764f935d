// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SampleScenes.h"

#include "core/base/AtomicFile.h"
#include "core/image/ImageWriter.h"
#include "core/mask/Shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace labelwright {
namespace {

constexpr Size kSceneSize{660, 440};

struct Shade {
    double red;
    double green;
    double blue;
};

/// A picture in the making: shapes with a light that falls off to one side, then noise over everything.
class Scene {
public:
    Scene(Shade top, Shade bottom) : m_image(kSceneSize)
    {
        for (int y = 0; y < kSceneSize.height; ++y) {
            const double t = static_cast<double>(y) / kSceneSize.height;
            for (int x = 0; x < kSceneSize.width; ++x)
                put({x, y}, {std::lerp(top.red, bottom.red, t), std::lerp(top.green, bottom.green, t),
                             std::lerp(top.blue, bottom.blue, t)});
        }
    }

    void fill(const Region& region, Shade shade)
    {
        const Rect bounds = region.bounds();
        const Region inside = region.clipped(m_image.bounds());
        for (const RowSpan& span : inside.spans()) {
            for (int x = span.x0; x < span.x1; ++x) {
                const double light = 1.25 - 0.6 * (x - bounds.x) / std::max(1, bounds.width);
                put({x, span.y}, {shade.red * light, shade.green * light, shade.blue * light});
            }
        }
    }

    /// Adds noise of a fixed seed. Source of the bytes: std::minstd_rand, whose sequence the standard defines.
    Image finish()
    {
        std::minstd_rand random(1);
        for (int y = 0; y < kSceneSize.height; ++y) {
            const std::span<std::uint8_t> row = m_image.writableRow(y);
            for (std::size_t i = 0; i < row.size(); ++i) {
                const int noise = static_cast<int>(random() % 17U) - 8;
                row[i] = static_cast<std::uint8_t>(std::clamp(row[i] + noise, 0, 255));
            }
        }
        return m_image;
    }

private:
    void put(Point p, Shade shade)
    {
        const std::span<std::uint8_t> pixel =
            m_image.writableRow(p.y).subspan(static_cast<std::size_t>(p.x) * Image::kBytesPerPixel, 3);
        const std::array channels{shade.blue, shade.green, shade.red};
        for (std::size_t i = 0; i < channels.size(); ++i)
            pixel[i] = static_cast<std::uint8_t>(std::clamp(channels[i], 0.0, 255.0));
    }

    Image m_image;
};

Region disc(PointF centre, double radius)
{
    return capsule(centre, centre, radius);
}

Region outline(std::initializer_list<PointF> vertices)
{
    return polygon(std::vector(vertices));
}

Image cupOnTable()
{
    Scene scene({96, 72, 52}, {168, 126, 86});
    scene.fill(outline({{0, 300}, {660, 250}, {660, 268}, {0, 322}}), {120, 86, 60});
    scene.fill(disc({330, 230}, 135), {176, 44, 40});
    scene.fill(disc({330, 230}, 108), {226, 220, 210});
    scene.fill(disc({330, 232}, 86), {110, 66, 36});
    return scene.finish();
}

Image rocketAtDusk()
{
    Scene scene({24, 40, 84}, {150, 120, 130});
    scene.fill(outline({{0, 400}, {660, 392}, {660, 440}, {0, 440}}), {52, 50, 56});
    scene.fill(outline({{270, 400}, {300, 330}, {340, 330}, {370, 400}}), {150, 60, 50});
    scene.fill(outline({{300, 130}, {320, 60}, {340, 130}, {340, 400}, {300, 400}}), {222, 222, 226});
    scene.fill(outline({{300, 210}, {340, 210}, {340, 226}, {300, 226}}), {60, 62, 70});
    return scene.finish();
}

Status save(const Image& image, const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> png = encodePng(image);
    return png ? writeFileVerified(path, *png, IfExists::Replace) : Status(png.error().at(path));
}

} // namespace

Status drawSampleScenes(const std::filesystem::path& folder)
{
    if (Status saved = save(cupOnTable(), folder / "scene-1.png"); !saved)
        return saved;
    return save(rocketAtDusk(), folder / "scene-2.png");
}

} // namespace labelwright
